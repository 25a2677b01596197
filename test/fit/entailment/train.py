"""
Trains the cross-encoder, one phase a call, from the project's root, with torch, numpy and onnx installed:

    python train.py PAIRS.json made MADE.pt
    python train.py PAIRS.json judged JUDGED.pt --begin MADE.pt
    python train.py PAIRS.json conflicts CONFLICTS.pt --begin JUDGED.pt --keep .5

`again` and `summits` are further phases that were tried; `leave_out.py` needs the latter.

On two cores a pair takes about a tenth of a second.
"""
import argparse
import json
import random
import sys

import torch
import torch.nn.functional as F

from network import CrossEncoder, word_table

SIZE = 16
# By phase the rate of each pass over its pairs.
RATES = {'made': [1e-3], 'judged': [7e-4, 6e-4], 'again': [5e-4], 'conflicts': [5e-4], 'summits': [4e-4]}
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


def answers(network, pairs, table, marks):
    """What the network says of each pair, [2, 3]; pairs of like lengths are asked together."""
    order = sorted(range(len(pairs)), key=lambda at: len(pairs[at]['a']) + len(pairs[at]['b']))
    found = [None] * len(pairs)
    network.eval()
    with torch.no_grad():
        for start in range(0, len(order), SIZE):
            some = order[start : start + SIZE]
            for at, answer in zip(some, network(*batch([pairs[at] for at in some], table, *marks))):
                found[at] = answer
    network.train()
    return found


def loss(answer, pairs):
    """
    What a label does not say (null) teaches nothing. `kept` of a pair is what the network said before, of which a share is kept in what
    it is taught: (share, answer).
    """
    number = lambda x: float('nan') if x is None else x
    wanted = torch.tensor([[[number(x) for x in side] for side in zip(pair['all'], pair['some'])] for pair in pairs], dtype=torch.float)
    for at, pair in enumerate(pairs):
        if 'kept' in pair:
            share, before = pair['kept']
            wanted[at] = share * before[..., :2].sigmoid() + (1 - share) * wanted[at]
    known = ~torch.isnan(wanted)
    told = F.binary_cross_entropy_with_logits(answer[..., :2][known], wanted[known])
    conflict = torch.tensor([number(pair['conflict']) for pair in pairs], dtype=torch.float)
    known = ~torch.isnan(conflict)
    if not known.any():
        return told
    return told + F.binary_cross_entropy_with_logits(answer[..., 2].mean(1)[known], conflict[known])


def batches(pairs):
    """Of like lengths, in a random order."""
    pairs = random.sample(pairs, len(pairs))
    found = []
    for at in range(0, len(pairs), SIZE * 20):
        some = sorted(pairs[at : at + SIZE * 20], key=lambda pair: len(pair['a']) + len(pair['b']))
        found += [some[start : start + SIZE] for start in range(0, len(some), SIZE)]
    random.shuffle(found)
    return found


def train(network, pairs, rates, marks, name):
    table = word_table()
    steps = [(rate, one) for rate in rates for one in batches(pairs)]
    optimizer = torch.optim.AdamW(network.parameters(), weight_decay=0.01)
    mean = None
    for at, (rate, some) in enumerate(steps):
        for group in optimizer.param_groups:
            group['lr'] = rate * min(1, (at + 1) / WARM_UP) * (1 - at / len(steps))
        error = loss(network(*batch(some, table, *marks)), some)
        optimizer.zero_grad()
        error.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        mean = error.item() if mean is None else 0.98 * mean + 0.02 * error.item()
        if at % 50 == 0:
            print(f'{name}: {at} of {len(steps)} steps, loss {mean:.3f}', file=sys.stderr, flush=True)


def main():
    call = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    call.add_argument('pairs', help='what pairs.ts wrote')
    call.add_argument('phase', choices=RATES)
    call.add_argument('out')
    call.add_argument('--begin', help='what an earlier phase learned')
    call.add_argument('--keep', type=float, default=0, metavar='SHARE', help='how much of what the network said before stays in what it is taught')
    given = call.parse_args()
    random.seed(0)
    torch.manual_seed(0)
    data, network = json.load(open(given.pairs)), CrossEncoder()
    if given.begin:
        network.begin_with(torch.load(given.begin))
    pairs = [pair for pair in data['phases'][given.phase] if not pair['held']]
    if given.keep:
        for pair, answer in zip(pairs, answers(network, pairs, word_table(), (data['begin'], data['end']))):
            pair['kept'] = given.keep, answer
    train(network, pairs, RATES[given.phase], (data['begin'], data['end']), given.phase)
    torch.save(network.learned(), given.out)


if __name__ == '__main__':
    main()
