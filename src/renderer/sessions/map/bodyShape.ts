import { curve, lineOf, loop, type DrawnLine, type Point, wholeOf } from './drawing.ts'

/**
 * The figure that both drawings of the body share, eight heads high, at the reader's right; the
 * other half is its mirror. Arms a little away from the trunk, so that a hand is not on a thigh.
 */

const head: readonly Point[] = [
  [230, 13],
  [246, 16],
  [256, 28],
  [258, 44],
  [255, 60],
  [247, 75],
  [238, 84],
  [230, 87],
]

const ear: readonly Point[] = [
  [257, 44],
  [262, 43],
  [262, 52],
  [256, 59],
]

/** From the neck over the shoulder down the outside of the arm to the wrist. */
const outerArm: readonly Point[] = [
  [246, 76],
  [246, 90],
  [250, 101],
  [268, 108],
  [289, 114],
  [302, 127],
  [308, 148],
  [312, 172],
  [318, 196],
  [325, 220],
  [334, 246],
  [341, 272],
  [347, 300],
]

/** From the wrist around the fingers; the thumb lies toward the body. */
const hand: readonly Point[] = [
  [347, 300],
  [353, 310],
  [358, 322],
  [362, 337],
  [364, 350],
  [361, 357],
  [355, 357],
  [348, 350],
  [342, 338],
  [339, 330],
  [338, 338],
  [334, 342],
  [331, 336],
  [331, 324],
  [332, 313],
  [333, 304],
]

/** From the wrist up the inside of the arm to the armpit. */
const innerArm: readonly Point[] = [
  [333, 304],
  [325, 282],
  [314, 256],
  [304, 232],
  [297, 210],
  [290, 186],
  [284, 164],
  [281, 150],
]

/** From the armpit down the trunk and the outside of the leg to the foot. */
const outerSide: readonly Point[] = [
  [281, 150],
  [280, 168],
  [276, 190],
  [271, 212],
  [270, 230],
  [275, 252],
  [283, 274],
  [287, 298],
  [287, 330],
  [283, 364],
  [277, 398],
  [271, 426],
  [269, 446],
  [271, 468],
  [271, 492],
  [265, 522],
  [258, 550],
  [256, 566],
]

const foot: readonly Point[] = [
  [256, 566],
  [263, 577],
  [269, 586],
  [264, 592],
  [250, 592],
  [243, 586],
  [243, 566],
]

/** From the inner ankle up the inside of the leg to the middle. */
const innerLeg: readonly Point[] = [
  [243, 566],
  [243, 548],
  [241, 522],
  [238, 496],
  [238, 470],
  [241, 446],
  [242, 428],
  [239, 398],
  [235, 364],
  [232, 330],
  [230, 310],
]

const silhouette: readonly Point[] = [
  [230, 80],
  ...outerArm.slice(0),
  ...hand.slice(1),
  ...innerArm.slice(1),
  ...outerSide.slice(1),
  ...foot.slice(1),
  ...innerLeg.slice(1),
]

const figure = loop(wholeOf(silhouette))

/** Trunk and limbs, filled; the head lies over them. */
export const bodySkin: readonly DrawnLine[] = [lineOf('skin', figure), lineOf('edge', figure)]

export const headShape = loop(wholeOf(head))
export const earLine = curve(ear)

/** Between the fingers. */
export const fingerLines: readonly string[] = [
  curve([
    [349, 330],
    [352, 342],
    [355, 351],
  ]),
  curve([
    [354, 327],
    [357, 339],
    [359, 349],
  ]),
]

/** The parts of the limbs that have the same outline from the front and from the back. */
export const limbs = {
  'upper-arm': {
    points: [
      [287, 122],
      [297, 132],
      [303, 150],
      [307, 172],
      [313, 196],
      [318, 214],
      [303, 218],
      [296, 194],
      [290, 168],
      [286, 146],
    ],
    centre: [299, 172],
    labelAt: [335, 168],
  },
  forearm: {
    points: [
      [321, 225],
      [329, 248],
      [336, 272],
      [341, 295],
      [333, 297],
      [327, 276],
      [317, 252],
      [307, 229],
    ],
    centre: [325, 256],
    labelAt: [359, 248],
  },
  hand: {
    points: [
      [344, 305],
      [351, 316],
      [356, 330],
      [358, 348],
      [351, 345],
      [344, 331],
      [338, 320],
      [336, 308],
    ],
    centre: [347, 323],
    labelAt: [386, 332],
  },
} as const satisfies Record<string, { points: readonly Point[]; centre: Point; labelAt?: Point }>
