import { dialog, type BrowserWindow, type MessagePortMain } from 'electron';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import {
  shellRequestSchema,
  type ChosenFile,
  type ShellOperations,
  type ShellReply,
  type ShellRequest,
} from '#shared/contract/shell.ts';
import type { Language } from '#shared/texts/language.ts';
import { shellTexts } from '#shared/texts/shell.ts';
import type { Saved } from './messages.ts';
import { printPage } from './print.ts';
import type { ServiceProcess } from './service-process.ts';

/** Answers what only the shell can do for its page: dialogs and printing. Paths stay here and in the service. */
export class ShellPort {
  readonly #window: BrowserWindow;
  readonly #service: ServiceProcess;
  readonly #onLanguage: (language: Language) => void;
  readonly #saving = new Map<number, (saved: Saved) => void>();
  #language: Language = 'zh';
  #port: MessagePortMain | null = null;
  #nextSave = 1;

  constructor(window: BrowserWindow, service: ServiceProcess, onLanguage: (language: Language) => void) {
    this.#window = window;
    this.#service = service;
    this.#onLanguage = onLanguage;
    service.onSaved((saved) => this.#settle(saved));
    service.onExit(() => {
      const problem = { problem: { code: 'request.interrupted' as const, details: {} } };
      for (const id of this.#saving.keys()) this.#settle({ id, file: null, problem });
    });
  }

  /** What the page speaks at present. */
  get language(): Language {
    return this.#language;
  }

  attach(port: MessagePortMain): void {
    this.#port = port;
    port.on('message', ({ data }) => {
      const { data: request } = shellRequestSchema.safeParse(data);
      if (request === undefined) return;
      void this.#answer(request).then((result) =>
        port.postMessage({ id: request.id, result } satisfies ShellReply),
      );
    });
    port.start();
  }

  /** Tells the page that the service has stopped for good. */
  sayEnded(): void {
    this.#port?.postMessage({ ended: true } satisfies ShellReply);
  }

  /** A one-use token that the service will know as this file. */
  tokenOf(file: string, name: string): string {
    const token = randomBytes(18).toString('base64url');
    this.#service.post({ kind: 'token', token, path: file, name });
    return token;
  }

  print(): Promise<boolean> {
    return printPage(this.#window, shellTexts[this.#language]);
  }

  async #answer(request: ShellRequest): Promise<ShellOperations[keyof ShellOperations]['output']> {
    switch (request.op) {
      case 'pickFiles':
        return { files: await this.#pick(request.input) };
      case 'save':
        return this.#save(request.input);
      case 'print':
        return { printed: await this.print() };
      case 'speak':
        this.#language = request.input.language;
        this.#onLanguage(this.#language);
        return {};
    }
  }

  async #pick({ many, folder }: ShellOperations['pickFiles']['input']): Promise<readonly ChosenFile[]> {
    const texts = shellTexts[this.#language];
    const { filePaths } = await dialog.showOpenDialog(this.#window, {
      title: folder ? texts.pickFolder : texts.pickFiles,
      properties: [folder ? 'openDirectory' : 'openFile', ...(many ? (['multiSelections'] as const) : [])],
    });
    return filePaths.map((file) => ({
      token: this.tokenOf(file, path.basename(file)),
      name: path.basename(file),
    }));
  }

  async #save({ token, name }: ShellOperations['save']['input']): Promise<ShellOperations['save']['output']> {
    const { filePath, canceled } = await dialog.showSaveDialog(this.#window, {
      title: shellTexts[this.#language].save,
      defaultPath: name,
    });
    if (canceled || filePath === '') return { saved: null, failure: null };
    const id = this.#nextSave++;
    const saved = await new Promise<Saved>((resolve) => {
      this.#saving.set(id, resolve);
      this.#service.post({ kind: 'save', id, token, target: filePath });
    });
    return { saved: saved.file === null ? null : path.basename(saved.file), failure: saved.problem };
  }

  #settle(saved: Saved): void {
    this.#saving.get(saved.id)?.(saved);
    this.#saving.delete(saved.id);
  }
}
