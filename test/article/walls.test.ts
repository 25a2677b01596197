import { describe, expect, it } from 'vitest';
import { readString } from './support.ts';

/** What stands on the screen instead of an article, each under the headline of the article that it hides. */
const WALLS: readonly (readonly [kind: string, headline: string, notice: string])[] = [
  [
    'cookies, en',
    'Ferry to the northern islands sails again',
    'We and our 812 partners store cookies on your device to give you a better experience on our site.\n\nYou can accept all or manage your preferences at any time in our privacy settings.',
  ],
  [
    'cookies, de',
    'Fähre zu den nördlichen Inseln fährt wieder',
    'Wir verwenden Cookies, damit unsere Seite für Sie gut funktioniert.\n\nMit Ihrer Zustimmung dürfen wir und unsere Partner Nutzungsdaten auswerten. Ihre Einwilligung können Sie jederzeit widerrufen.',
  ],
  [
    'consent, fr',
    'Le ferry des îles du Nord reprend la mer',
    'Avec votre consentement, nos partenaires et nous utilisons des cookies pour vous proposer des publicités personnalisées.\n\nVous pouvez tout accepter, continuer sans accepter ou paramétrer vos choix.',
  ],
  [
    'consent, it',
    'Il traghetto per le isole torna in mare',
    'Noi e i nostri partner utilizziamo i cookie per mostrarti pubblicità personalizzata.\n\nPuoi dare il tuo consenso o leggere la nostra informativa sulla privacy.',
  ],
  [
    'cookies, nl',
    'Veerboot naar de eilanden vaart weer',
    'Wij gebruiken cookies om onze website voor u te verbeteren.\n\nGeef hieronder uw toestemming; meer leest u in ons privacybeleid.',
  ],
  [
    'consent, pl',
    'Prom na północne wyspy znów pływa',
    'Razem z naszymi zaufanymi partnerami przetwarzamy Twoje dane osobowe zapisane w plikach cookies.\n\nMożesz w każdej chwili wycofać swoją zgodę w ustawieniach.',
  ],
  [
    'cookies, ru',
    'Паром на северные острова снова ходит',
    'Мы используем файлы cookie, чтобы вам было удобнее пользоваться нашим сайтом.\n\nОставаясь с нами, вы соглашаетесь на обработку персональных данных.',
  ],
  [
    'cookies, uk',
    'Пором на північні острови знову ходить',
    'Ми використовуємо файли cookie, щоб вам було зручно на нашому сайті.\n\nВаша згода дозволяє нам і партнерам обробку персональних даних.',
  ],
  [
    'cookies, tr',
    'Kuzey adalarına feribot yeniden sefere başladı',
    'Size daha iyi hizmet sunmak için sitemizde çerezler kullanıyoruz.\n\nKişisel verileriniz gizlilik politikamıza göre işlenir; lütfen onay verin.',
  ],
  [
    'cookies, ar',
    'العبارة إلى الجزر الشمالية تبحر من جديد',
    'نحن نستخدم ملفات تعريف الارتباط لتحسين تجربتك على موقعنا.\n\nبمتابعة التصفح تمنح موافقتك على سياسة الخصوصية الخاصة بنا.',
  ],
  [
    'cookies, cs',
    'Trajekt na severní ostrovy opět vyplouvá',
    'Používáme cookies, abychom vám mohli nabídnout lepší služby.\n\nUdělte nám prosím souhlas se zpracováním osobních údajů a našim partnerům.',
  ],
  [
    'ad blocker, en',
    'Ferry to the northern islands sails again',
    'It looks like you are using an ad blocker.\n\nAds pay for our reporters. Please turn off your ad blocker or whitelist our site to go on.',
  ],
  [
    'ad blocker, es',
    'El transbordador vuelve a las islas del norte',
    'Parece que tienes activado un bloqueador de anuncios.\n\nNuestros periodistas viven de la publicidad: desactiva tu bloqueador o suscríbete.',
  ],
  [
    'ad blocker, pl',
    'Prom na północne wyspy znów pływa',
    'Widzimy, że blokujesz reklamy na naszej stronie.\n\nDzięki nim możesz nas czytać za darmo. Wyłącz adblocka i odśwież stronę.',
  ],
  [
    'ad blocker, zh',
    '开往北方岛屿的渡轮恢复航行',
    '我们发现您正在使用广告拦截软件。\n\n请您关闭广告屏蔽后刷新页面，以支持我们的记者。',
  ],
  [
    'paywall, en',
    'Ferry to the northern islands sails again',
    'You have reached your limit of free articles this month.\n\nSubscribe for unlimited access, or sign in to your account if you already have one.',
  ],
  [
    'paywall, de',
    'Fähre zu den nördlichen Inseln fährt wieder',
    'Dieser Artikel ist nur für Abonnenten.\n\nJetzt weiterlesen: Testen Sie unser Digitalabo vier Wochen kostenlos. Sie sind schon Abonnent? Bitte anmelden.',
  ],
  [
    'paywall, sv',
    'Färjan till öarna går igen',
    'Den här artikeln är för dig som prenumererar.\n\nLogga in eller bli prenumerant för att läsa vidare hos oss.',
  ],
  [
    'paywall, ja',
    '北の島々へのフェリーが再開',
    'この記事は有料会員限定です。\n\n続きを読むにはログインしてください。会員でない方は新規登録してください。',
  ],
  [
    'paywall, pt',
    'A balsa para as ilhas do norte volta a navegar',
    'Este conteúdo é exclusivo para assinantes.\n\nFaça login ou assine para continuar lendo. Sua assinatura pode ser cancelada quando você quiser.',
  ],
  [
    'log-in, ko',
    '북쪽 섬으로 가는 여객선 운항 재개',
    '이 기사를 보려면 로그인이 필요합니다.\n\n회원이 아니시면 무료로 가입해 주세요.',
  ],
  [
    'blocked, en',
    'Ferry to the northern islands sails again',
    'Sorry, you have been blocked.\n\nThis website uses a security service. Your IP address has been recorded with Ray ID 7f3a. Contact us if you think this is wrong.',
  ],
  [
    'blocked, en, by law',
    'Ferry to the northern islands sails again',
    'We recognise that you are trying to reach our website from the European Economic Area.\n\nThis content is not available in your region for legal reasons under the GDPR. Contact us if you have questions.',
  ],
  [
    'blocked, ru',
    'Паром на северные острова снова ходит',
    'Доступ ограничен: с вашего IP-адреса поступает слишком много запросов.\n\nПодтвердите, что вы не робот, и мы откроем вам страницу.',
  ],
  [
    'captcha, en',
    'Just a moment',
    'Checking your browser before you reach our site.\n\nPlease complete the captcha to verify you are human.',
  ],
  [
    'scripts, fr',
    'Le ferry des îles du Nord reprend la mer',
    'Votre navigateur ne permet pas d’afficher notre site.\n\nVeuillez activer JavaScript dans votre navigateur et recharger la page.',
  ],
  [
    'donation, en',
    'Ferry to the northern islands sails again',
    'We need your help.\n\nOur archive is free for everyone and lives from your donations. If you find our work useful, please chip in today.',
  ],
  [
    'donation, de',
    'Fähre zu den nördlichen Inseln fährt wieder',
    'Unterstützen Sie unsere Arbeit!\n\nUnsere Redaktion lebt von Ihren Spenden. Mit Ihrer Spende helfen Sie uns, unabhängig zu bleiben.',
  ],
  [
    'missing, es',
    'Página no encontrada',
    'La página no existe o ya no se encuentra en nuestro sitio.\n\nPuede volver a nuestra página de inicio.',
  ],
  [
    'missing, en',
    'Page not found',
    'The page you requested does not exist or has been moved.\n\nPlease go back to our homepage or use our search.',
  ],
];

/** Short articles that speak of the same things. */
const ARTICLES: readonly (readonly [headline: string, text: string])[] = [
  [
    'Regulator fines ferry company over cookies',
    'The data regulator fined the ferry company 40,000 euros on Monday because its booking page set cookies before anybody had agreed to them.\n\nThe company said that it had switched the cookies off and would ask its passengers for their consent from next week.',
  ],
  [
    'Harbour paper ends its paywall',
    'The Harbour Gazette will drop its paywall in May and live from donations of its readers, its editor said on Monday.\n\nSome 9,000 people subscribe to the paper today. Their subscriptions end by themselves, and nobody has to log in any more.',
  ],
  [
    'Blocker of advertisements loses in court',
    'A court in Elling ruled on Monday that the maker of an ad blocker must pay damages to three publishers.\n\nThe judges said that browsers may hide advertisements, but that nobody may take money for showing some of them.',
  ],
  [
    'Паром оштрафували за файли cookie',
    'Регулятор у понеділок оштрафував поромну компанію на сорок тисяч євро за файли cookie на сторінці бронювання.\n\nКомпанія повідомила, що вимкнула їх і відтепер питатиме в пасажирів згоди.',
  ],
];

const asPage = (headline: string, notice: string): string =>
  `<!doctype html><html><head><title>${headline}</title></head><body><h1>${headline}</h1><div>${notice
    .split('\n\n')
    .map((line) => `<p>${line}</p>`)
    .join('')}</div></body></html>`;

describe('what stands in the place of an article', () => {
  it.each(WALLS)('is refused as text: %s', async (_, headline, notice) => {
    await expect(readString(`${headline}\n\n${notice}`)).rejects.toMatchObject({ code: 'not-an-article' });
  });

  it.each(WALLS)('is refused as a page: %s', async (_, headline, notice) => {
    await expect(readString(asPage(headline, notice))).rejects.toMatchObject({ code: 'not-an-article' });
  });
});

describe('a short article about cookies, paywalls or blockers', () => {
  it.each(ARTICLES)('is read as text: %s', async (headline, text) => {
    expect((await readString(`${headline}\n\n${text}`)).title).toBe(headline);
  });

  it.each(ARTICLES)('is read as a page: %s', async (headline, text) => {
    expect((await readString(asPage(headline, text))).title).toBe(headline);
  });
});
