"""
Trains the cross-encoder: `python train.py PAIRS.json LEARNED.pt`, from the project's root, with torch, numpy and onnx installed. About an hour on two
cores. First one pass over pairs that are made of sentences, then three over pairs that were judged or written.
"""
import json
import random
import sys

import torch
import torch.nn.functional as F

from network import CrossEncoder, word_table

SIZE = 16
PHASES = [(0, 1, 1e-3), (1, 1, 7e-4), (1, 2, 6e-4)]
WARM_UP = 30


def batch(pairs, table, begin, end):
    rows = [[begin, *pair['a'], end, end, *pair['b'], end] for pair in pairs]
    longest = max(map(len, rows))
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    mask = torch.full((len(rows), 1, 1, longest), -1e4)
    segments = torch.zeros(len(rows), longest, dtype=torch.long)
    sides = torch.zeros(len(rows), 2, longest)
    for at, (row, pair) in enumerate(zip(rows, pairs)):
        a, b = len(pair['a']), len(pair['b'])
        ids[at, : len(row)] = torch.tensor(row)
        mask[at, ..., : len(row)] = 0
        segments[at, a + 2 :] = 1
        sides[at, 0, 1 : 1 + a] = 1
        sides[at, 1, a + 3 : a + 3 + b] = 1
    return table[ids].float(), mask, segments, sides


def loss(answer, pairs):
    """What a label does not say (null) teaches nothing."""
    wanted = torch.tensor([[[float('nan') if x is None else x for x in side] for side in zip(pair['all'], pair['some'])] for pair in pairs])
    known = ~torch.isnan(wanted)
    return F.binary_cross_entropy_with_logits(answer[known], wanted[known])


def batches(pairs):
    """Of like lengths, in a random order."""
    pairs = random.sample(pairs, len(pairs))
    found = []
    for at in range(0, len(pairs), SIZE * 20):
        some = sorted(pairs[at : at + SIZE * 20], key=lambda pair: len(pair['a']) + len(pair['b']))
        found += [some[start : start + SIZE] for start in range(0, len(some), SIZE)]
    random.shuffle(found)
    return found


def main(source, target):
    random.seed(0)
    torch.manual_seed(0)
    data, table, network = json.load(open(source)), word_table(), CrossEncoder()
    for phase, passes, rate in PHASES:
        steps = [one for _ in range(passes) for one in batches(data['phases'][phase])]
        optimizer = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=0.01)
        for at, pairs in enumerate(steps):
            for group in optimizer.param_groups:
                group['lr'] = rate * min(1, (at + 1) / WARM_UP) * (1 - at / len(steps))
            error = loss(network(*batch(pairs, table, data['begin'], data['end'])), pairs)
            optimizer.zero_grad()
            error.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            if at % 50 == 0:
                print(f'phase {phase}: {at} of {len(steps)} steps, loss {error.item():.3f}', file=sys.stderr, flush=True)
    torch.save(network.learned(), target)


if __name__ == '__main__':
    main(*sys.argv[1:])
