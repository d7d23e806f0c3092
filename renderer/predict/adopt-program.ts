/** The program that questions are about is opened; a text of the person's own that is nowhere else is not lost unasked. */
import type { LabProgram, LabStart } from '#shared/lab/run';
import { isSameProgram } from '#shared/predict/same-run';
import { plannedStart } from '../lab/lab-commands';
import { replaceOwnProgram } from '../lab/use-own-program';
import type { AppState, AppStore } from '../store/app-store';

/** Is the text in the editor nowhere else? What a sheet or a number has given can be had again. */
export function selectHasUnsavedText({ ownText, givenText, catalogue }: AppState): boolean {
  const { text, savedText } = ownText;
  const template = catalogue.find(({ group }) => group === 'own')?.program;
  return text.trim() !== '' && ![savedText, givenText, template].includes(text);
}

/** Would this program take its place? */
export function losesText(state: AppState, program: LabProgram): boolean {
  return program.kind === 'own' && program.text !== state.ownText.text && selectHasUnsavedText(state);
}

/** Opens the program as it is to run. */
export function adopt(store: AppStore, { program, ...how }: LabStart): void {
  const state = store.getState();
  if (isSameProgram({ program, ...how }, plannedStart(state))) {
    state.planLab(how);
    return;
  }
  if (program.kind === 'own') openOwn(store, program.name.replace(/^.*[/\\]/, ''), program.text);
  else state.openDemo(program.id);
  state.planLab({ ...how, ...(program.kind === 'demo' ? { parameters: program.parameters } : {}) });
}

export function openOwn(store: AppStore, name: string, text: string): void {
  const { catalogue, openDemo, ownText, noteGivenText } = store.getState();
  const own = catalogue.find(({ group }) => group === 'own');
  if (own === undefined) return;
  openDemo(own.id);
  // It may have a file.
  if (text === ownText.text) return;
  replaceOwnProgram(store, { path: undefined, name, text, savedText: undefined });
  noteGivenText(text);
}
