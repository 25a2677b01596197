import type { Message } from '../../lambdas/aws/events.ts';

/** What the delivery queue says of a shard's object: that it was written. */
export const deliveryMessage = (key: string): Message => ({
  changes: [
    {
      kind: 'created',
      bucket: '',
      key,
      size: 1,
      sequencer: '1',
      time: '',
      eTag: null,
      versionId: null,
    },
  ],
  receives: 1,
});
