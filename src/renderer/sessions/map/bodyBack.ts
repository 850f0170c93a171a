import { bodySkin, earLine, fingerLines, headShape, limbs } from './bodyShape.ts'
import {
  bothHalves,
  curve,
  type Drawing,
  lineOf,
  loop,
  pairOf,
  type Point,
  wholeOf,
  zoneOf,
} from './drawing.ts'

const hair = wholeOf([
  [230, 9],
  [248, 12],
  [260, 26],
  [262, 46],
  [259, 62],
  [250, 76],
  [240, 82],
  [230, 84],
])

const scalp = wholeOf([
  [230, 15],
  [245, 18],
  [255, 30],
  [256, 46],
  [252, 60],
  [243, 71],
  [230, 76],
])

const upperBack = wholeOf([
  [230, 106],
  [248, 109],
  [268, 115],
  [281, 123],
  [281, 140],
  [275, 156],
  [274, 174],
  [270, 190],
  [248, 195],
])

const lowerBack = wholeOf([
  [230, 202],
  [246, 202],
  [252, 204],
  [250, 222],
  [252, 240],
  [248, 252],
  [238, 262],
])

const flank: readonly Point[] = [
  [258, 201],
  [268, 198],
  [266, 214],
  [265, 231],
  [269, 248],
  [274, 260],
  [263, 256],
  [257, 242],
  [256, 222],
]

const buttock: readonly Point[] = [
  [236, 272],
  [246, 262],
  [260, 261],
  [275, 269],
  [281, 286],
  [281, 304],
  [270, 313],
  [252, 315],
  [238, 309],
  [235, 292],
]

const thigh: readonly Point[] = [
  [237, 319],
  [254, 323],
  [272, 320],
  [282, 314],
  [281, 338],
  [277, 368],
  [271, 398],
  [266, 424],
  [255, 427],
  [246, 424],
  [243, 398],
  [240, 366],
  [237, 338],
]

const lowerLeg: readonly Point[] = [
  [247, 436],
  [256, 434],
  [264, 437],
  [265, 452],
  [267, 472],
  [266, 492],
  [260, 522],
  [254, 550],
  [247, 551],
  [246, 522],
  [243, 496],
  [243, 470],
  [246, 450],
]

const soft: readonly (readonly Point[])[] = [
  // The shoulder blade, the crease of the armpit, the buttock's fold, the knee's crease, the heel.
  [
    [243, 132],
    [246, 148],
    [254, 164],
    [264, 166],
  ],
  [
    [278, 148],
    [284, 136],
    [290, 128],
  ],
  [
    [234, 314],
    [248, 319],
    [264, 318],
    [276, 312],
  ],
  [
    [245, 431],
    [256, 429],
    [267, 431],
  ],
  [
    [254, 476],
    [254, 494],
    [252, 512],
  ],
  [
    [246, 586],
    [252, 582],
    [260, 586],
  ],
  [
    [239, 258],
    [240.5, 261],
    [242, 258],
  ],
  [
    [311, 222],
    [316, 224],
    [321, 220],
  ],
]

const middleLines: readonly (readonly Point[])[] = [
  [
    [230, 104],
    [230.6, 150],
    [229.4, 180],
    [230, 200],
  ],
  [
    [230, 266],
    [229.6, 290],
    [230, 312],
  ],
]

/** She looks away: the client's left is at the reader's left. */
export const bodyBack: Drawing = {
  view: 'body-back',
  ends: ['left', 'right'],
  zones: [
    zoneOf('scalp', { path: loop(scalp), centre: [230, 44] }),
    zoneOf('upper-back', { path: loop(upperBack), centre: [230, 150] }),
    ...pairOf(
      'upper-arm',
      { ...limbs['upper-arm'], path: loop(limbs['upper-arm'].points) },
      'right',
    ),
    zoneOf('lower-back', { path: loop(lowerBack), centre: [230, 228] }),
    ...pairOf('flank', { path: loop(flank), centre: [262, 228], labelAt: [297, 267] }, 'right'),
    ...pairOf('forearm', { ...limbs.forearm, path: loop(limbs.forearm.points) }, 'right'),
    ...pairOf('buttock', { path: loop(buttock), centre: [258, 288] }, 'right'),
    ...pairOf('hand', { ...limbs.hand, path: loop(limbs.hand.points) }, 'right'),
    ...pairOf('thigh', { path: loop(thigh), centre: [260, 366] }, 'right'),
    ...pairOf(
      'lower-leg',
      { path: loop(lowerLeg), centre: [255, 484], labelAt: [296, 484] },
      'right',
    ),
  ],
  under: [
    ...bodySkin,
    ...bothHalves([lineOf('edge', earLine)]),
    lineOf('skin', headShape),
    lineOf('hair', loop(hair)),
    lineOf('edge', loop(hair)),
  ],
  over: [
    ...bothHalves([
      ...soft.map((points) => lineOf('soft', curve(points))),
      ...fingerLines.map((path) => lineOf('soft', path)),
    ]),
    ...middleLines.map((points) => lineOf('soft', curve(points))),
  ],
}
