import { biscuit, DOG } from '../biscuit.mjs';
import { boat } from '../boat.mjs';
import { flowers, grass, headland, hill, sea, strewn } from '../land.mjs';
import { mara } from '../mara.mjs';
import { otto } from '../otto.mjs';
import { actor, fill, inside, line, linear, mirrored, place, shadow, solid } from '../paint.mjs';
import { lantern, letter } from '../props.mjs';
import { points, random, rounded } from '../geometry.mjs';
import { cumulus, gull, sky } from '../sky.mjs';

/** @type {import('../paint.mjs').Light} */
const NOON = {
  from: [-0.62, -0.78],
  key: '#fffbe8',
  keyStrength: 0.6,
  shadow: '#3d4a72',
  depth: 0.38,
  wash: '#fff2d4',
  strength: 0.03,
  rim: 0.9,
};
/** @type {import('../paint.mjs').Light} */
const FAR = { ...NOON, wash: '#cfe0e2', strength: 0.3, rim: 0 };

/** The foot of the tower: plaster, red band, door, window. */
function wall() {
  const d = 'M640 -10Q632 240 596 470L590 500H960V-10Z';
  const next = random(17);
  const stones = Array.from({ length: 26 }, () => {
    const [x, y, w] = [610 + next() * 340, 90 + next() * 370, 18 + next() * 26];
    return `M${x.toFixed(0)} ${y.toFixed(0)}q${(w / 2).toFixed(0)} -3 ${w.toFixed(0)} 0`;
  }).join('');
  return [
    `${linear('f2wall', '0 #fffaf0, 0.22 #fbf3e4, 0.55 #e6dfd8, 1 #b9bccb', 'x1="0" y1="0" x2="1" y2="0.05"')}${fill(d, 'url(#f2wall)')}`,
    inside(
      d,
      [
        `${linear('f2band', '0 #cf5f4b, 0.4 #b84a3c, 1 #823a44', 'x1="0" y1="0" x2="1" y2="0"')}<path d="M600 -10H960V66Q800 84 600 72Z" fill="url(#f2band)"/>`,
        line(stones, '#8d8796', 1.6, 'opacity="0.35"'),
        fill('M580 452Q760 474 960 462V500H580Z', '#8f8f9d', 'opacity="0.55"'),
      ].join(''),
    ),
  ].join('');
}

/** The door with its step, and the window with its box of flowers. */
function openings() {
  const door = 'M808 470V242Q808 176 866 176Q924 176 924 242V470Z';
  const planks = [828, 847, 866, 885, 904].map((x) => `M${x} 176V470`).join('');
  return [
    fill('M794 474V240Q794 160 866 160Q938 160 938 240V474Z', '#a7a3ab'),
    fill('M794 474V240Q794 160 866 160Q938 160 938 240V474Z', '#cfc7bd', 'transform="translate(-4 -2)"'),
    fill(door, '#2a5960'),
    inside(
      door,
      line(planks, '#1e444b', 2) +
        fill('M800 170H936V204Q860 196 800 206Z', '#173238', 'opacity="0.6"') +
        fill('M800 170H826V470H800Z', '#173238', 'opacity="0.5"'),
    ),
    fill('M812 300H846V307H812ZM812 406H846V413H812Z', '#1b2529'),
    `<circle cx="908" cy="344" r="6" fill="#d0a24c"/><circle cx="906" cy="342" r="2.4" fill="#f7e2ac"/>`,
    fill('M776 470H952V486H776Z', '#d3ccc2'),
    fill('M776 484H952V500H776Z', '#8f8d99'),
    fill('M756 498H952V512H756Z', '#c4bdb4'),
    fill('M756 510H952V532H756Z', '#827f8c'),
    solid(rounded(points('676,128 738,128 738,214 676,214'), 8), '#cdc5bb', NOON, { round: 3 }),
    `${linear('f2glass', '0 #5f8f9f, 0.5 #8fbac2, 1 #4d7481', 'x1="0" y1="0" x2="1" y2="1"')}<rect x="683" y="135" width="48" height="72" rx="4" fill="url(#f2glass)"/>`,
    line('M707 135V207M683 171H731', '#f4ecdf', 4),
    solid('M668 214H746V232H668Z', '#7d5537', NOON, { round: 3 }),
    grass(
      41,
      strewn(42, 9, [672, 742], () => 216),
      20,
      '#55784a',
      0,
    ),
    flowers(
      43,
      strewn(44, 14, [672, 742], () => 216),
      20,
      ['#d9534a', '#ef8a7c', '#f3c9bd'],
      '#55784a',
    ),
  ].join('');
}

/** @param {number} x @param {number} y */
const bench = (x, y) =>
  [
    solid(`M${x + 12} ${y - 90}h12v92h-12ZM${x + 176} ${y - 90}h12v92h-12Z`, '#6b4a33', NOON, { round: 3 }),
    solid(`M${x} ${y - 100}H${x + 200}V${y - 86}H${x}Z`, '#9a6e48', NOON, { round: 4 }),
    solid(
      `M${x + 4} ${y - 152}H${x + 196}V${y - 136}H${x + 4}ZM${x + 4} ${y - 128}H${x + 196}V${y - 114}H${x + 4}Z`,
      '#8c623f',
      NOON,
      { round: 3 },
    ),
  ].join('');

/** Stones laid dry, one course on another. */
function dryWall() {
  const next = random(71);
  let stones = '';
  for (let row = 0; row < 4; row++) {
    for (let x = -20 - next() * 20; x < 300;) {
      const [w, h] = [24 + next() * 30, 17];
      const y = 408 - row * 16 + x * 0.03;
      stones += solid(
        rounded(points(`${x},${y} ${x + w},${y + 0.5} ${x + w - 1},${y + h} ${x + 1},${y + h}`), 5),
        ['#a9a69c', '#999a94', '#b8b1a3', '#8d918f'][Math.floor(next() * 4)] ?? '#a9a69c',
        NOON,
        { round: 3 },
      );
      x += w + 1.5;
    }
  }
  return stones;
}

/** The polishing cloth in Otto's hand. */
const CLOTH = solid(
  'M49 -110Q56 -111 58 -104Q60 -95 56 -86L53 -89L50 -84L47 -89Q45 -99 49 -110Z',
  '#d8cdb8',
  mirrored(NOON),
  { round: 3 },
);

/** Noon at the foot of the tower: Mara holds out the letter, and Otto keeps polishing. */
export function frame2() {
  return [
    sky('f2sky', '0 #5fa3c4, 0.5 #a9d0d8, 1 #e3ebdd', 340),
    cumulus({ x: 60, y: 330, width: 420, height: 190, seed: 8, top: '#ffffff', base: '#93a6bb' }),
    cumulus({ x: -120, y: 334, width: 340, height: 130, seed: 15, top: '#f6f4ee', base: '#8398b0' }),
    cumulus({ x: 340, y: 332, width: 330, height: 104, seed: 33, top: '#fffdf6', base: '#a9bac8' }),
    headland(5, 330, [-40, 210], 18, '#8fa9b3'),
    actor(
      'bg1',
      sea({
        id: 'f2sea',
        horizon: 328,
        bottom: 440,
        seed: 12,
        count: 90,
        opacity: 0.5,
        glint: '#e9f6f2',
        stops: '0 #7fb3bf, 0.4 #4f93a3, 1 #3b7d90',
      }),
    ),
    place(128, 346, 0.4, -1, actor('obj3', boat(mirrored(FAR), { id: 'f2boat', sail: 'full' }))),
    line('M92 347h72', '#eef7f2', 1.6, 'opacity="0.7" class="aura"'),
    gull(300, 96, 15, '#ffffff'),
    gull(356, 132, 10, '#f3f6f4'),
    gull(544, 80, 12, '#ffffff'),
    hill('f2back', points('-10,404 120,400 300,408 460,412 620,420 960,430'), '#8fb069', '#5f8f52'),
    dryWall(),
    hill('f2lawn', points('-10,452 160,446 360,440 520,446 640,456 960,462'), '#8db061', '#4f8047'),
    grass(
      22,
      strewn(23, 50, [-10, 330], (_, t) => 448 + t * 16),
      18,
      '#578048',
      0.15,
    ),
    actor('lm1', wall() + openings()),
    fill('M430 478Q560 462 760 470L800 540H300Q340 496 430 478Z', '#cfc4ae'),
    line(
      'M470 478L420 532M560 472L552 532M650 470L690 532M388 500Q560 486 776 494M350 518Q560 506 790 516',
      '#a89c88',
      2,
      'opacity="0.8"',
    ),
    shadow(330, 494, 90, 9, '#2d3654', 0.34),
    shadow(470, 502, 70, 8, '#2d3654', 0.3),
    shadow(650, 494, 110, 9, '#2d3654', 0.34),
    actor('obj4', bench(582, 490)),
    place(
      672,
      490,
      1.7,
      -1,
      actor(
        'char2',
        otto(
          {
            hip: [0, -62],
            lean: 3,
            tilt: -2,
            hands: points('47,-104 57,-76'),
            feet: points('42,-7 55,-7'),
            mood: { brow: 1, smile: 0 },
            held: [
              CLOTH,
              `<g transform="translate(60 -126) rotate(5)">${actor('obj1', lantern(mirrored(NOON), { id: 'f2lamp' }))}</g>`,
            ],
          },
          mirrored(NOON),
        ),
      ),
    ),
    place(
      300,
      492,
      1.76,
      1,
      actor(
        'char1',
        mara(
          {
            hip: [0, -97],
            lean: 3,
            hands: points('56,-130 12,-94'),
            elbows: [1, 1],
            feet: points('-10,-7 14,-7'),
            wind: -3,
            mood: { brow: 2, smile: 0 },
            held: [`<g transform="translate(71 -133) rotate(-8)">${actor('obj2', letter(NOON))}</g>`, ''],
          },
          NOON,
        ),
      ),
    ),
    place(462, 502, 1.36, 1, actor('char3', biscuit(DOG.sit, NOON))),
    grass(
      51,
      strewn(52, 34, [-10, 300], (_, t) => 524 + t * 20),
      34,
      '#3f6a3c',
      0.2,
    ),
    flowers(
      53,
      strewn(54, 26, [-10, 300], (_, t) => 520 + t * 20),
      28,
      ['#f3a6b2', '#fbf3e2', '#f4cf5c'],
      '#3f6a3c',
    ),
  ].join('');
}
