import {
  bothHalves,
  curve,
  type Drawing,
  lineOf,
  loop,
  type Point,
  wholeOf,
  zoneOf,
} from './drawing.ts'

/** At the reader's right; the other half is its mirror. From the ear along the jaw to the chin. */
const jaw: readonly Point[] = [
  [334, 14],
  [330, 44],
  [318, 76],
  [296, 104],
  [268, 126],
  [230, 134],
]

/** From behind the jaw down the neck, over the shoulder, down the arm. */
const shoulder: readonly Point[] = [
  [306, 98],
  [303, 140],
  [304, 180],
  [310, 212],
  [328, 240],
  [364, 262],
  [400, 280],
  [424, 306],
  [436, 346],
  [440, 404],
  [442, 470],
  [446, 552],
]

const armpit: readonly Point[] = [
  [388, 572],
  [386, 540],
  [382, 504],
  [373, 464],
]

/** Head, neck and chest as one shape. */
const skinHalf: readonly Point[] = [
  [230, 10],
  [310, 11],
  [332, 14],
  [330, 44],
  [318, 76],
  [306, 98],
  ...shoulder.slice(1),
  [420, 580],
  [330, 592],
  [230, 595],
]

const soft: readonly (readonly Point[])[] = [
  // The muscle from behind the ear to the notch, and the side of the throat.
  [
    [302, 128],
    [286, 190],
    [264, 248],
    [242, 288],
  ],
  [
    [262, 138],
    [256, 180],
    [252, 214],
  ],
  // The collarbone, above and below.
  [
    [240, 296],
    [266, 284],
    [310, 280],
    [356, 280],
    [404, 284],
  ],
  [
    [244, 306],
    [272, 296],
    [318, 294],
    [358, 292],
  ],
  // The muscle of the shoulder, and the edge of the chest below the armpit.
  [
    [396, 300],
    [393, 340],
    [390, 390],
    [380, 434],
    [373, 464],
  ],
]

const middleLines: readonly (readonly Point[])[] = [
  // The notch between the collarbones, and the breastbone.
  [
    [218, 296],
    [224, 304],
    [230, 306],
    [236, 304],
    [242, 296],
  ],
  [
    [230, 328],
    [229, 400],
    [230, 470],
  ],
]

const lips: readonly (readonly Point[])[] = [
  [
    [190, 36],
    [206, 32],
    [222, 27],
    [230, 30],
    [238, 27],
    [254, 32],
    [270, 36],
  ],
  [
    [190, 36],
    [210, 40],
    [230, 38],
    [250, 40],
    [270, 36],
  ],
  [
    [198, 41],
    [212, 51],
    [230, 54],
    [248, 51],
    [262, 41],
  ],
  [
    [214, 72],
    [230, 68],
    [246, 72],
  ],
]

const neck = wholeOf([
  [230, 144],
  [268, 136],
  [294, 118],
  [294, 150],
  [296, 184],
  [304, 216],
  [328, 246],
  [360, 268],
  [312, 271],
  [266, 275],
  [244, 286],
])

const decollete = wholeOf([
  [230, 317],
  [254, 310],
  [290, 303],
  [342, 302],
  [378, 304],
  [381, 340],
  [374, 390],
  [350, 434],
  [304, 455],
  [262, 464],
])

const chest = wholeOf([
  [230, 474],
  [270, 474],
  [312, 466],
  [354, 448],
  [368, 484],
  [366, 526],
  [344, 558],
  [300, 574],
  [260, 578],
])

/** From the mouth to the chest, seen from the front. */
export const neckFront: Drawing = {
  view: 'neck',
  ends: ['right', 'left'],
  zones: [
    zoneOf('neck', { path: loop(neck), centre: [230, 216] }),
    zoneOf('decollete', { path: loop(decollete), centre: [230, 390] }),
    zoneOf('chest', { path: loop(chest), centre: [230, 522] }),
  ],
  under: [
    lineOf('skin', loop(wholeOf(skinHalf))),
    ...bothHalves([
      lineOf('edge', curve(jaw)),
      lineOf('edge', curve(shoulder)),
      lineOf('edge', curve(armpit)),
    ]),
  ],
  over: [
    ...bothHalves(soft.map((points) => lineOf('soft', curve(points)))),
    ...middleLines.map((points) => lineOf('soft', curve(points))),
    ...lips.map((points) => lineOf('feature', curve(points))),
  ],
}
