import { bodySkin, earLine, fingerLines, headShape, limbs } from './bodyShape.ts'
import {
  bothHalves,
  curve,
  type Drawing,
  ellipse,
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
  [257, 48],
  [254, 36],
  [246, 29],
  [230, 28],
])

const decollete = wholeOf([
  [230, 120],
  [246, 116],
  [266, 114],
  [280, 119],
  [281, 132],
  [268, 139],
  [248, 141],
])

const chest = wholeOf([
  [230, 147],
  [250, 147],
  [270, 145],
  [278, 142],
  [277, 160],
  [275, 178],
  [262, 187],
  [246, 190],
])

const abdomen = wholeOf([
  [230, 196],
  [244, 196],
  [251, 200],
  [249, 222],
  [251, 246],
  [257, 264],
  [250, 282],
  [239, 294],
])

const flank: readonly Point[] = [
  [257, 197],
  [271, 193],
  [267, 212],
  [266, 231],
  [270, 250],
  [275, 264],
  [264, 262],
  [257, 246],
  [255, 222],
]

const thigh: readonly Point[] = [
  [280, 280],
  [283, 300],
  [282, 332],
  [278, 364],
  [272, 396],
  [267, 412],
  [257, 408],
  [246, 412],
  [243, 396],
  [240, 362],
  [237, 332],
  [237, 312],
  [250, 300],
  [266, 288],
]

const knee: readonly Point[] = [
  [248, 418],
  [257, 414],
  [265, 418],
  [265, 432],
  [263, 446],
  [255, 450],
  [247, 446],
  [246, 432],
]

const lowerLeg: readonly Point[] = [
  [246, 452],
  [255, 456],
  [264, 452],
  [266, 472],
  [266, 492],
  [260, 522],
  [254, 548],
  [247, 549],
  [246, 522],
  [243, 496],
  [243, 472],
]

const soft: readonly (readonly Point[])[] = [
  // Collarbone, chest, ribs' end, groin, knee, ankle.
  [
    [234, 112],
    [248, 109],
    [270, 110],
    [288, 114],
  ],
  [
    [278, 143],
    [284, 132],
    [291, 124],
  ],
  [
    [236, 188],
    [252, 193],
    [268, 190],
    [276, 180],
  ],
  [
    [283, 274],
    [268, 285],
    [250, 298],
    [234, 308],
  ],
  [
    [248, 450],
    [255, 454],
    [262, 450],
  ],
  [
    [247, 566],
    [250, 562],
    [253, 566],
  ],
  [
    [250, 586],
    [252, 581],
    [255, 587],
    [257, 582],
    [260, 587],
    [262, 583],
  ],
]

const face: readonly (readonly Point[])[] = [
  [
    [236, 42],
    [241, 39],
    [248, 41],
  ],
  [
    [237, 49],
    [242, 51],
    [247, 48],
  ],
]
const middleFace: readonly (readonly Point[])[] = [
  [
    [227, 60],
    [230, 61.5],
    [233, 60],
  ],
  [
    [223, 70],
    [230, 71.5],
    [237, 70],
  ],
]

/** She looks at the reader: the client's left is at the reader's right. */
export const bodyFront: Drawing = {
  view: 'body-front',
  ends: ['right', 'left'],
  zones: [
    zoneOf('decollete', { path: loop(decollete), centre: [230, 130] }),
    zoneOf('chest', { path: loop(chest), centre: [230, 168] }),
    ...pairOf('upper-arm', { ...limbs['upper-arm'], path: loop(limbs['upper-arm'].points) }),
    zoneOf('abdomen', { path: loop(abdomen), centre: [230, 262] }),
    ...pairOf('flank', { path: loop(flank), centre: [262, 228], labelAt: [297, 267] }),
    ...pairOf('forearm', { ...limbs.forearm, path: loop(limbs.forearm.points) }),
    ...pairOf('hand', { ...limbs.hand, path: loop(limbs.hand.points) }),
    ...pairOf('thigh', { path: loop(thigh), centre: [260, 350] }),
    ...pairOf('knee', { path: loop(knee), centre: [256, 432], labelAt: [296, 432] }),
    ...pairOf('lower-leg', { path: loop(lowerLeg), centre: [255, 490], labelAt: [296, 490] }),
  ],
  under: [
    ...bodySkin,
    ...bothHalves([lineOf('edge', earLine)]),
    lineOf('skin', headShape),
    lineOf('edge', headShape),
    lineOf('hair', loop(hair)),
  ],
  over: [
    ...bothHalves([
      ...soft.map((points) => lineOf('soft', curve(points))),
      ...fingerLines.map((path) => lineOf('soft', path)),
      ...face.map((points) => lineOf('feature', curve(points))),
    ]),
    ...middleFace.map((points) => lineOf('feature', curve(points))),
    lineOf('soft', ellipse(230, 236, 1.6, 3)),
  ],
}
