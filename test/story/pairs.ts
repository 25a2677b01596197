/** Pairs of sentences from two reports of one summit, labelled by hand: what a careful reader would say of them. */
export type Verdict = 'agree' | 'differ' | 'neither';

export const PAIRS: readonly (readonly [Verdict, string, string])[] = [
  // One fact in other words.
  [
    'agree',
    'North Korea launched two short-range ballistic missiles hours before the summit, the army in Seoul said.',
    'Hours before the summit, North Korea fired two ballistic missiles into the sea.',
  ],
  [
    'agree',
    'A handshake of forty seconds followed at the door of the armoured train, which smelled of coal.',
    'Photographers stood by the armoured train when the handshake came.',
  ],
  [
    'agree',
    'Kim will travel on to Komsomolsk-on-Amur to see an aircraft plant, and then to Vladivostok.',
    'From there Kim is to go to Komsomolsk-on-Amur, where he will visit an aircraft plant, and to Vladivostok.',
  ],
  [
    'agree',
    'Putin accepted an invitation to visit Pyongyang, the Kremlin said.',
    'The Kremlin said that Putin had accepted an invitation to come to Pyongyang.',
  ],
  [
    'agree',
    'Japan lodged a protest with North Korea through its embassy in Beijing.',
    'Through its embassy in Beijing, Japan sent North Korea a protest.',
  ],
  [
    'agree',
    'Engineers showed Kim the launch pad of the Soyuz-2 and the Angara assembly hall.',
    'Kim was shown the Angara assembly hall and the launch pad of the Soyuz-2.',
  ],
  [
    'agree',
    'John Kirby, the spokesman of the National Security Council, warned Pyongyang of new sanctions.',
    'New sanctions would follow for Pyongyang, warned National Security Council spokesman John Kirby.',
  ],
  [
    'agree',
    'North Korea failed in May and August to place a reconnaissance satellite in orbit.',
    'Two attempts of North Korea to place a reconnaissance satellite in orbit failed in May and August.',
  ],
  [
    'agree',
    'The plant in Komsomolsk-on-Amur named after Yuri Gagarin builds Sukhoi fighters.',
    'Sukhoi fighters are built at the Yuri Gagarin plant in Komsomolsk-on-Amur.',
  ],
  [
    'agree',
    'Sergei Lavrov will travel to Pyongyang in October, the Kremlin said.',
    'Foreign minister Sergei Lavrov will go to Pyongyang in October, said the Kremlin.',
  ],
  [
    'agree',
    'Kim gave Putin a rifle made in Pyongyang, and Putin gave Kim a glove of a space suit.',
    'Putin gave Kim a glove of a space suit and received a rifle made in Pyongyang.',
  ],
  [
    'agree',
    'Defence minister Sergei Shoigu visited Pyongyang in July and saw drones and missiles.',
    'In July defence minister Sergei Shoigu visited Pyongyang, where he saw missiles and drones.',
  ],
  // One thing, two figures.
  [
    'differ',
    'The handshake lasted about 20 seconds on the broadcast of Russian television.',
    'The two men shook hands for about 40 seconds before a word was spoken.',
  ],
  [
    'differ',
    'The talks lasted two hours, according to Russian television.',
    'The talks went on for more than five hours, the Russian news agencies said.',
  ],
  [
    'differ',
    'North Korea fired two short-range ballistic missiles toward the Sea of Japan.',
    'North Korea fired three short-range ballistic missiles toward the Sea of Japan.',
  ],
  [
    'differ',
    'The missiles flew 350 kilometres, the army in Seoul said.',
    'The missiles flew about 650 kilometres, according to the army in Seoul.',
  ],
  [
    'differ',
    'The journey in the armoured train took two days.',
    'The journey in the armoured train took four days.',
  ],
  [
    'differ',
    'The meeting lasted 90 minutes, Russian television said.',
    'The meeting lasted four hours, Russian television said.',
  ],
  // Figures that both can be true.
  [
    'neither',
    'The talks lasted about five hours, the Kremlin said.',
    'The talks went on for nearly five hours, Russian television said.',
  ],
  [
    'neither',
    'The talks lasted more than four hours, the Kremlin said.',
    'The talks lasted about five hours, according to Russian television.',
  ],
  [
    'neither',
    'The talks lasted 60 minutes, Russian television said.',
    'The talks lasted one hour, the Kremlin said.',
  ],
  [
    'neither',
    'The talks with the delegations lasted two hours.',
    'The talks lasted five hours, counting the dinner.',
  ],
  [
    'neither',
    'The first meeting lasted two hours in Vladivostok.',
    'The meeting lasted five hours at the cosmodrome.',
  ],
  [
    'neither',
    'The handshake with Xi Jinping lasted ten seconds.',
    'The handshake lasted about 40 seconds on Russian television.',
  ],
  ['neither', 'In 2019 the talks lasted two hours.', 'The talks lasted five hours this time.'],
  ['neither', 'The handshake lasted about 40 seconds.', 'The talks lasted about five hours.'],
  [
    'neither',
    'The missiles flew 350 kilometres and 650 kilometres, officials said.',
    'The missiles flew about 650 kilometres, officials said.',
  ],
  [
    'neither',
    'The talks will last two hours, the Kremlin said.',
    'The talks lasted five hours, the Kremlin said.',
  ],
  [
    'neither',
    'The talks did not last five hours, the Kremlin said.',
    'The talks lasted two hours, the Kremlin said.',
  ],
  [
    'neither',
    'The meeting lasted five hours, longer than planned.',
    'The journey lasted two days, longer than planned.',
  ],
  // Before, after, bounds and plans.
  [
    'neither',
    'North Korea fired two ballistic missiles toward the Sea of Japan before the summit.',
    'North Korea fired three ballistic missiles toward the Sea of Japan after the summit.',
  ],
  [
    'neither',
    'North Korea fired at least two ballistic missiles toward the Sea of Japan.',
    'North Korea fired three ballistic missiles toward the Sea of Japan.',
  ],
  [
    'neither',
    'North Korea will fire three ballistic missiles toward the Sea of Japan.',
    'North Korea fired two ballistic missiles toward the Sea of Japan.',
  ],
  [
    'neither',
    'North Korea fired two ballistic missiles toward the Sea of Japan.',
    'North Korea sent three naval ships toward the Sea of Japan.',
  ],
  [
    'neither',
    'Putin and Kim will meet at the Vostochny cosmodrome.',
    'The talks began after the two had left the Vostochny cosmodrome.',
  ],
  [
    'neither',
    'Kim spoke before the talks about a sacred struggle.',
    'Kim spoke after the dinner about friendship.',
  ],
  // Denials and other matters.
  [
    'neither',
    'North Korea sold artillery shells to the Wagner group, Washington said on Tuesday.',
    'North Korea never sold artillery shells to the Wagner group, Pyongyang said on Tuesday.',
  ],
  [
    'neither',
    'Kim invited Putin to visit Pyongyang next spring, the Kremlin said.',
    'Putin gave Kim a rifle made in Tula, the Kremlin said.',
  ],
  [
    'neither',
    'The United States accused North Korea of selling artillery shells.',
    'The United States warned North Korea that sanctions would follow.',
  ],
  [
    'neither',
    'Japan protested in Beijing against the missiles.',
    'China welcomed guests in Beijing from many countries.',
  ],
  [
    'neither',
    'Kim praised the Russian army and its soldiers.',
    'Putin praised the Soviet army that freed Korea in 1945.',
  ],
  [
    'neither',
    'Russia needs artillery shells for its guns, analysts say.',
    'North Korea needs grain and engines, analysts say.',
  ],
  [
    'neither',
    'The United States will impose sanctions on banks in Russia.',
    'The United States imposed sanctions on ships of North Korea last year.',
  ],
  [
    'neither',
    'South Korea followed the visit with grave concern.',
    'South Korea tested a submarine in the Yellow Sea.',
  ],
  [
    'neither',
    'Kim arrived in an armoured train from Pyongyang.',
    'Putin arrived by aircraft from Vladivostok.',
  ],
  [
    'neither',
    'The Soyuz-2 flies from the Vostochny cosmodrome.',
    'The Angara will fly from the Vostochny cosmodrome next year.',
  ],
  [
    'neither',
    'Dmitry Peskov said the talks were of substance.',
    'Dmitry Peskov said no paper had been signed.',
  ],
  [
    'neither',
    'Putin spoke of satellites with reporters from Moscow.',
    'Putin spoke of grain with reporters from Moscow.',
  ],
  [
    'neither',
    'The Security Council voted for sanctions in 2006.',
    'The Security Council voted for sanctions in 2017.',
  ],
  [
    'neither',
    'Kim visited Vladivostok in April 2019 and met Putin.',
    'Kim will visit Vladivostok at the weekend and meet generals.',
  ],
  [
    'neither',
    'Sweden sent 40 engineers to the shipyard of Gothenburg.',
    'Sweden sent two engineers to the shipyard of Malmo.',
  ],
  [
    'neither',
    'Kim toasted the health of Putin with red wine.',
    'Putin toasted the friendship of both peoples.',
  ],
  // One spokesman, one background, one word: mistakes seen in reports of other events.
  [
    'neither',
    'A drone fell on a roof in Vladivostok, regional spokesman Ilya Sorokin said, and a window was broken.',
    'Regional spokesman Ilya Sorokin had said before that no flight would be late.',
  ],
  [
    'neither',
    'Marshal Pak Jong Chon, a former gunner, came with the delegation from Pyongyang.',
    'Marshal Pak Jong Chon said at dinner that he had slept badly on the train.',
  ],
  [
    'neither',
    'North Korea built a dam on the Tumen to prevent a repeat of the flood of 2016 that killed hundreds.',
    'In 2016 a flood on the Tumen left 70,000 people in North Korea without a roof, and many dead.',
  ],
  [
    'neither',
    'It closed a gap in the software that runs on all radars of the Pacific Fleet.',
    'The update is for the software that runs on all radars of the Pacific Fleet.',
  ],
  [
    'neither',
    'Two pilots posed before a one-seat fighter at the airfield of Knevichi.',
    'Three fighters flew low over the harbour in the rain.',
  ],
  [
    'neither',
    'The pad at Vostochny broke the record of Plesetsk, 116 launches in ten years.',
    'With 117 launches in ten years the pad at Vostochny holds the record before Plesetsk.',
  ],
  [
    'neither',
    'Putin and Kim met in Vladivostok in April 2019.',
    'Putin and Kim met at the Vostochny cosmodrome on Wednesday.',
  ],
  [
    'neither',
    'Kim talked with Putin in Vladivostok in 2019 about sanctions.',
    'Kim talked with Putin in Vladivostok on Friday about sanctions.',
  ],
  [
    'agree',
    'In April 2019 Putin and Kim held talks in Vladivostok.',
    'Putin and Kim met in Vladivostok in April 2019, their only meeting until now.',
  ],
  [
    'agree',
    'Hours before the talks two ballistic missiles were fired by North Korea, according to the army in Seoul.',
    'At noon North Korea fired two ballistic missiles that fell into the sea, the army in Seoul said.',
  ],
];
