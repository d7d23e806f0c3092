import type { Scene } from './scene';

/** The page that shows all sheets. */
export function describeScenes(scenes: readonly Scene[]): string {
  return `# Pictures of the hard cases

Made by \`npm run pictures\` (\`-- NAME…\` for some of them), of the real window over real processes that it starts and ends; this page too. Look through them after a change of the looks: each scene is here in English and 中文, light and dark. Each picture on its own, at full size, is in \`out/pictures/\` after a run.

The processes live in a PID namespace of their own, so that nothing else is in the picture: there the kernel tells no events, and the window says _sampled_.

${scenes.map(describeScene).join('\n')}`;
}

const describeScene = ({ name, title, seen, notice }: Scene): string => `## ${title}

${seen} To be noticed: ${lowerFirst(notice)}

![${title}: English and 中文, light and dark](${name}.webp)
`;

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
