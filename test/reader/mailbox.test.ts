import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readerId } from '../../lambdas/reader/id.ts';
import { mailboxOf } from '../../lambdas/reader/subscription/mailbox.ts';
import { KEY } from './delivery-model.ts';

describe('the mailbox of an address', () => {
  test.each([
    ['Ada.Byron+news@gmail.com', 'adabyron@gmail.com'],
    ['a.d.a.byron@googlemail.com', 'adabyron@gmail.com'],
    ['ada_by-ron@proton.me', 'adabyron@proton.me'],
    ['ada+1@readers.example.org', 'ada@readers.example.org'],
    // Other providers tell dots apart.
    ['ada.byron@readers.example.org', 'ada.byron@readers.example.org'],
    ['ada-byron@gmail.com', 'ada-byron@gmail.com'],
  ])('of %s is %s', (address, mailbox) => expect(mailboxOf(address)).toBe(mailbox));

  it('is one for every tag, while each address stays a reader of its own', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]{1,10}$/), (tag) => {
        const [plain, tagged] = ['ada@readers.example.org', `ada+${tag}@readers.example.org`];
        expect(mailboxOf(tagged)).toBe(mailboxOf(plain));
        expect(readerId(tagged, KEY)).not.toBe(readerId(plain, KEY));
      }),
      { numRuns: 50 },
    );
  });
});
