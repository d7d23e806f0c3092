/** The lab's commands for the palette and the page of shortcuts. Its keys are read where the lab is (use-lab-keys.ts). */
import type { ActionContext, AppAction } from '../palette/action';
import { createLabCommands, type LabCommands } from './lab-commands';

const commands = [
  ['step', 'S', ({ step }) => step()],
  ['stepNext', 'J', ({ stepNext }) => stepNext()],
  ['toggleRun', 'R', ({ toggleRun }) => toggleRun()],
  ['restart', 'Shift+R', ({ restart }) => restart()],
  ['stop', 'X', ({ stop }) => stop()],
  ['back', 'B', ({ back }) => back('turn')],
  ['forward', 'F', ({ forward }) => forward('turn')],
  ['returnToNow', 'N', ({ returnToNow }) => returnToNow()],
] as const satisfies readonly (readonly [string, string, (commands: LabCommands) => unknown])[];

export const labActions: readonly AppAction[] = commands.map(([id, shortcut, act]): AppAction => {
  return {
    id: `lab.${id}`,
    group: 'lab',
    text: (t) => t(`palette.lab.${id}`),
    shortcut,
    local: true,
    isOffered: ({ page }) => page === 'lab',
    run: ({ store, app }: ActionContext) => void act(createLabCommands(store, app)),
  };
});
