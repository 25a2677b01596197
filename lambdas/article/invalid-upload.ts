import type { UploadCode } from '../types.ts';

/** The editor must act: `message` is a whole sentence that says what to do. Its `code` goes into the receipt. */
export class InvalidUpload extends Error {
  override readonly name = 'InvalidUpload';
  readonly code: UploadCode;

  constructor(code: UploadCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/**
 * Why one file was not read, for commands that go on with the next one. What is no `InvalidUpload` is a bug of ours: the
 * stack is for whoever fixes it, the sentence for the editor.
 */
export function reasonOf(error: unknown): {
  readonly code: UploadCode | 'failed';
  readonly message: string;
  readonly stack?: string;
} {
  if (error instanceof InvalidUpload) return { code: error.code, message: error.message };
  return {
    code: 'failed',
    message:
      'This file could not be read, and the fault is not yours: save the text of the article as a .txt file and upload that, and send the file to the operator.',
    stack: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}
