/** Main's answers to the action requests. */
import { join } from 'node:path';
import { app, type BrowserWindow, clipboard, dialog, shell } from 'electron';
import type { ActionLimits, RevealReply } from '#shared/ipc/action-requests';
import type { ProcessId } from '#shared/model/process';
import { handle } from '../ipc/handle';
import type { SenderCheck } from '../ipc/trust-only';
import { changePriority, preview, sendSignal } from './act';
import { findExecutable } from './find-executable';
import { findTargets } from './find-targets';
import { createReadOnlySwitch } from './read-only-switch';
import { readActor } from './read-target';

export function handleActions(isTrusted: SenderCheck, window: BrowserWindow): void {
  const readOnly = createReadOnlySwitch(join(app.getPath('userData'), 'read-only.json'));
  const limits = (): ActionLimits => ({ readOnly: readOnly.isOn });
  const actor = () =>
    readActor(
      app.getAppMetrics().map(({ pid }) => pid),
      readOnly.isOn,
    );
  // Without /proc there is no identity to check, so nothing is ever sent.
  const isOffered = process.platform === 'linux';

  handle('action:describe', isTrusted, limits);
  handle('action:read-only', isTrusted, async ({ readOnly: wanted, language }) => ({
    readOnly: await readOnly.turn(wanted, () => askToAllow(window, language)),
  }));
  handle('action:targets', isTrusted, ({ id }) =>
    isOffered ? findTargets(id) : { process: [id], group: [id], subtree: [id] },
  );
  handle('action:preview', isTrusted, ({ ids, action }) =>
    isOffered
      ? preview(actor, ids, action)
      : ids.map((id) => ({ id, name: '', verdict: { kind: 'refused', reason: 'not-offered' } as const })),
  );
  handle('action:signal', isTrusted, (order) =>
    isOffered ? sendSignal(actor, order) : { results: order.ids.map(notOffered), pinned: undefined },
  );
  handle('action:priority', isTrusted, (order) => (isOffered ? changePriority(actor(), order) : notOffered(order.id)));
  handle('action:copy', isTrusted, ({ text }) => {
    clipboard.writeText(text);
    return undefined;
  });
  handle('action:reveal', isTrusted, ({ id }) => reveal(id));
}

function notOffered(id: ProcessId) {
  return { id, outcome: { kind: 'refused', reason: 'not-offered' } } as const;
}

/** The path comes from the kernel, not from the page. */
function reveal(id: ProcessId): RevealReply {
  const found = findExecutable(id);
  if (!found.ok) return found;
  shell.showItemInFolder(found.value);
  return { ok: true, value: undefined };
}

const texts = {
  en: {
    message: 'Allow signals and priorities again?',
    detail: 'Forkscope is read-only now: nothing can be sent to any process from its window.',
    allow: 'Allow',
    keep: 'Stay read-only',
  },
  zh: {
    message: '重新允许发送信号和调整优先级？',
    detail: 'Forkscope 目前为只读：无法从它的窗口向任何进程发送信号。',
    allow: '允许',
    keep: '保持只读',
  },
};

async function askToAllow(window: BrowserWindow, language: keyof typeof texts): Promise<boolean> {
  const text = texts[language];
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: text.message,
    detail: text.detail,
    buttons: [text.keep, text.allow],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}
