/** Hands the drawing to the person as a file that stands alone: the same elements, text as text. */
export function saveDrawing(drawing: SVGSVGElement): void {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const text = new XMLSerializer().serializeToString(copy);
  const address = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'process-graph.svg';
  link.click();
  URL.revokeObjectURL(address);
}
