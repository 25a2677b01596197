import type { Table } from '../../table.ts';

export interface NeverMail {
  readonly isNever: (mailbox: string) => Promise<boolean>;
  /** Safe to repeat: the first instant stays. `at`: ISO. */
  readonly setNever: (mailbox: string, at: string) => Promise<void>;
  /** False when there was nothing to lift. */
  readonly liftNever: (mailbox: string) => Promise<boolean>;
}

/** Mailboxes that asked never to be mailed, as keyed hashes, until they take it back. No address comes in. */
export function neverMail(table: Table): NeverMail {
  const keyOf = (mailbox: string) => ({ pk: `mailbox#${mailbox}`, sk: 'never' });
  const isNever: NeverMail['isNever'] = async (mailbox) => (await table.get(keyOf(mailbox))) !== undefined;
  return {
    isNever,
    setNever: async (mailbox, at) => {
      await table.put({ ...keyOf(mailbox), at }, { expression: 'attribute_not_exists(pk)' });
    },
    liftNever: async (mailbox) => {
      const found = await isNever(mailbox);
      await table.remove(keyOf(mailbox));
      return found;
    },
  };
}
