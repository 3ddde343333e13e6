import { dialog, type BrowserWindow, type MessagePortMain } from 'electron';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { ChosenFile, ShellAnswer, ShellOperations, ShellRequest } from '#shared/contract/shell.ts';
import { shellTexts } from '#shared/texts/shell.ts';
import type { ShellReply } from './messages.ts';
import type { ServiceProcess } from './service-process.ts';

/** Answers what only the shell can do for its page: dialogs and printing. Paths stay here and in the service. */
export class ShellPort {
  readonly #window: BrowserWindow;
  readonly #service: ServiceProcess;
  readonly #saving = new Map<number, (reply: Extract<ShellReply, { kind: 'saved' }>) => void>();
  #nextSave = 1;

  constructor(window: BrowserWindow, service: ServiceProcess) {
    this.#window = window;
    this.#service = service;
    service.listen((reply) => {
      if (reply.kind !== 'saved') return;
      this.#saving.get(reply.id)?.(reply);
      this.#saving.delete(reply.id);
    });
  }

  attach(port: MessagePortMain): void {
    port.on('message', ({ data }) => {
      const request = data as ShellRequest;
      void this.#answer(request).then((result) =>
        port.postMessage({ id: request.id, result } satisfies ShellAnswer),
      );
    });
    port.start();
  }

  /** A one-use token that the service will know as this file. */
  tokenOf(file: string, name: string): string {
    const token = randomBytes(18).toString('base64url');
    this.#service.post({ kind: 'token', token, path: file, name });
    return token;
  }

  async #answer(request: ShellRequest): Promise<ShellOperations[keyof ShellOperations]['output']> {
    switch (request.op) {
      case 'pickFiles':
        return { files: await this.#pick(request.input) };
      case 'save':
        return this.#save(request.input);
      case 'print':
        return { printed: await this.#print() };
    }
  }

  async #pick({ many, folder }: ShellOperations['pickFiles']['input']): Promise<readonly ChosenFile[]> {
    const { filePaths } = await dialog.showOpenDialog(this.#window, {
      title: folder ? shellTexts.pickFolder : shellTexts.pickFiles,
      properties: [folder ? 'openDirectory' : 'openFile', ...(many ? (['multiSelections'] as const) : [])],
    });
    return filePaths.map((file) => ({
      token: this.tokenOf(file, path.basename(file)),
      name: path.basename(file),
    }));
  }

  async #save({ token, name }: ShellOperations['save']['input']): Promise<ShellOperations['save']['output']> {
    const { filePath, canceled } = await dialog.showSaveDialog(this.#window, {
      title: shellTexts.save,
      defaultPath: name,
    });
    if (canceled || filePath === '') return { saved: null, failure: null };
    const id = this.#nextSave++;
    const reply = await new Promise<Extract<ShellReply, { kind: 'saved' }>>((resolve) => {
      this.#saving.set(id, resolve);
      this.#service.post({ kind: 'save', id, token, target: filePath });
    });
    return { saved: reply.file === null ? null : path.basename(reply.file), failure: reply.problem };
  }

  async #print(): Promise<boolean> {
    return new Promise((resolve) => this.#window.webContents.print({}, (printed) => resolve(printed)));
  }
}
