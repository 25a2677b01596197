import type { Topic, WindowArticle } from '../../lambdas/types.ts';
import { articleOf, day } from './factory.ts';

export const TOPIC: Topic = {
  title: 'The summit of Vladimir Putin and Kim Jong Un at the Vostochny cosmodrome',
  names: ['Vladimir Putin', 'Kim Jong Un', 'Vostochny', 'North Korea', 'Russia', 'Pyongyang', 'Kremlin'],
  seeds: [
    'The leaders of Russia and North Korea meet at the Vostochny cosmodrome.',
    'Kim Jong Un travels in his armoured train for talks with Vladimir Putin about arms and satellites.',
  ],
};

const WIRE = [
  'President Vladimir Putin met North Korean leader Kim Jong Un at the Vostochny cosmodrome in Russia on Wednesday, their first talks in four years.',
  'North Korea fired two short-range ballistic missiles into the sea hours before the talks began, the South Korean military said in Seoul.',
  'Kim travelled for two days in an armoured train whose windows stayed dark at every station along the Amur line.',
  'Engineers walked both men through the Angara assembly hall and out to the launch pad from which the Soyuz-2 flies.',
  'Putin told reporters that Russia would consider helping North Korea with satellites, and that questions of trade were open as well.',
];

export const wire = articleOf({
  key: 'wire.txt',
  outlet: 'Coastline Wire',
  agency: 'Coastline Wire',
  title: 'Putin and Kim meet at Vostochny',
  published: day('2023-09-13'),
  paragraphs: WIRE,
});

export const wireCut = articleOf({
  key: 'valley-post.txt',
  outlet: 'Valley Post',
  agency: 'Coastline Wire',
  title: 'Two leaders at the launch pad',
  published: day('2023-09-14'),
  paragraphs: [...WIRE.slice(0, 4), 'Readers in the valley can follow the visit on our evening programme.'],
});

export const chronicle = articleOf({
  key: 'chronicle.txt',
  outlet: 'Hill Chronicle',
  title: 'Missiles fly before Kim and Putin shake hands',
  published: day('2023-09-14'),
  paragraphs: [
    'North Korean leader Kim Jong Un and Russian President Vladimir Putin opened a summit at the Vostochny cosmodrome on Wednesday.',
    'Two short-range ballistic missiles were fired by North Korea into the sea only hours before the summit, officials in Seoul reported.',
    'He also said the weather had been kind.',
    'Komsomolsk-on-Amur, where the Gagarin works build the Su-35 fighter, is preparing a tour for Kim on Friday.',
    'But nobody would say what it costs.',
  ],
});

export const ukrainian = articleOf({
  key: 'хвиля.txt',
  outlet: 'Хвиля',
  title: 'Путін і Кім Чен Ин зустрілися на космодромі «Восточний»',
  language: 'uk',
  published: day('2023-09-14'),
  paragraphs: [
    'Президент Росії Володимир Путін зустрівся з лідером Північної Кореї Кім Чен Ином на космодромі «Восточний».',
    'За кілька годин до саміту КНДР випустила дві балістичні ракети малої дальності в бік моря, повідомили військові у Сеулі.',
    'Кім прибув до Росії бронепоїздом, а Путін показав йому стартовий комплекс ракети «Союз-2».',
  ],
});

export const spanish = articleOf({
  key: 'faro.txt',
  outlet: 'El Faro',
  title: 'Putin recibe a Kim Jong Un en el cosmódromo de Vostochni',
  language: 'es',
  published: day('2023-09-14'),
  paragraphs: [
    'El presidente ruso, Vladímir Putin, recibió al líder de Corea del Norte, Kim Jong Un, en el cosmódromo de Vostochni.',
    'Corea del Norte disparó dos misiles balísticos de corto alcance al mar horas antes de la cumbre, según el ejército de Seúl.',
    'Kim llegó a Rusia en su tren blindado y visitó la plataforma de lanzamiento de los cohetes Soyuz-2.',
  ],
});

export const strike = articleOf({
  key: 'harbour.txt',
  outlet: 'Quay Gazette',
  title: 'Crane drivers vote for a second week of strike',
  published: day('2023-09-14'),
  paragraphs: [
    'Crane drivers at Port Marrow voted on Tuesday to carry their strike into a second week after talks on night shifts failed.',
    'The union wants a rise of eight per cent and longer breaks, its secretary Ada Brill said outside the gate.',
  ],
});

export const ALL: readonly WindowArticle[] = [wire, wireCut, chronicle, ukrainian, spanish, strike];
