"""
What networks say of summits that they were not trained on: the last phase of `train.py` twice, each time without half of the summits.

    python leave_out.py PAIRS.json JUDGED.pt LEFT-OUT.json
"""
import argparse
import json
import random

import torch

from network import CrossEncoder, word_table
from train import RATES, batch, train

PHASE = 'summits'


def answers(network, pairs, marks):
    table, found = word_table(), {}
    network.eval()
    with torch.no_grad():
        for pair in pairs:
            odds = network(*batch([pair], table, *marks))[0].tolist()
            found[pair['key']] = [{'all': every, 'some': some} for every, some, _ in odds]
    return found


def main():
    call = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    call.add_argument('pairs', help='what pairs.ts wrote')
    call.add_argument('begin', help='what the phase before learned')
    call.add_argument('out')
    given = call.parse_args()
    data = json.load(open(given.pairs))
    marks = data['begin'], data['end']
    found = {}
    summits = sorted({pair['subject'] for pair in data['asked']})
    middle = len(summits) // 2
    for half in [summits[:middle], summits[middle:]]:
        random.seed(0)
        torch.manual_seed(0)
        network = CrossEncoder()
        network.begin_with(torch.load(given.begin))
        pairs = [pair for pair in data['phases'][PHASE] if not pair['held'] and pair['subject'] not in half]
        train(network, pairs, RATES[PHASE], marks, f'without {" and ".join(half)}')
        found.update(answers(network, [pair for pair in data['asked'] if pair['subject'] in half], marks))
        json.dump(found, open(given.out, 'w'))


if __name__ == '__main__':
    main()
