import type { UploadCode } from '../types.ts';

/**
 * The file cannot be an article, and the editor has to act. `message` is a whole sentence for the editor; `code` goes into
 * the receipt.
 *
 * @example
 * throw new InvalidUpload('empty', 'This file is empty: upload it again with the text of the article in it.');
 */
export class InvalidUpload extends Error {
  override readonly name = 'InvalidUpload';
  readonly code: UploadCode;

  constructor(code: UploadCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** Why one file was not read. A `failed` one is a bug of ours: it has a stack for whoever fixes it. */
export interface UploadFailure {
  readonly code: UploadCode | 'failed';
  readonly message: string;
  readonly stack?: string;
}

/** Any error of one file, for commands that go on with the next file. Never throws. */
export function failureOf(error: unknown): UploadFailure {
  if (error instanceof InvalidUpload) return { code: error.code, message: error.message };
  return {
    code: 'failed',
    message:
      'This file could not be read, and the fault is not yours: save the text of the article as a .txt file and upload that, and send the file to the operator.',
    stack: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}
