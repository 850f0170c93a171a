import { type ZoneId } from '#shared/practice/index.ts'
import {
  curve,
  type Drawing,
  type DrawnLine,
  type DrawnZone,
  flipped,
  lineOf,
  loop,
  type Point,
  zoneOf,
} from './drawing.ts'

/** The client's left side: she looks to the reader's left. The right side is its mirror. */

/** From the hairline down the face and the front of the neck. */
const front: readonly Point[] = [
  [140, 104],
  [118, 128],
  [105, 158],
  [99, 182],
  [101, 196],
  [105, 208],
  [102, 222],
  [93, 244],
  [81, 268],
  [70, 287],
  [70, 297],
  [80, 303],
  [94, 305],
  [98, 310],
  [95, 322],
  [90, 334],
  [89, 342],
  [99, 349],
  [92, 357],
  [93, 367],
  [99, 378],
  [100, 388],
  [94, 400],
  [95, 415],
  [104, 428],
  [122, 434],
  [152, 436],
  [180, 444],
  [196, 462],
  [202, 490],
  [200, 522],
  [190, 552],
  [168, 576],
]

/** From the nape down the back of the neck. */
const nape: readonly Point[] = [
  [386, 352],
  [372, 384],
  [367, 420],
  [373, 458],
  [392, 494],
  [426, 520],
  [452, 531],
]

const hair: readonly Point[] = [
  [140, 104],
  [150, 84],
  [178, 60],
  [220, 44],
  [270, 40],
  [322, 52],
  [368, 80],
  [402, 122],
  [418, 172],
  [420, 224],
  [411, 276],
  [399, 320],
  [386, 356],
  [364, 351],
  [344, 330],
  [326, 304],
  [318, 270],
  [312, 232],
  [296, 206],
  [276, 204],
  [262, 218],
  [256, 244],
  [250, 262],
  [244, 244],
  [238, 216],
  [222, 192],
  [204, 172],
  [190, 146],
  [168, 120],
]

/** The skin of head and neck as one shape, under the hair. */
const skin: readonly Point[] = [
  ...front,
  [240, 590],
  [350, 590],
  [432, 562],
  ...[...nape].reverse(),
  [400, 310],
  [414, 250],
  [410, 160],
  [350, 80],
  [260, 54],
  [180, 70],
]

const ear: readonly Point[] = [
  [272, 246],
  [268, 226],
  [278, 210],
  [296, 210],
  [308, 224],
  [309, 246],
  [301, 266],
  [294, 286],
  [283, 296],
  [274, 290],
  [272, 272],
]

const features: readonly (readonly Point[])[] = [
  // The shell of the ear and its tragus.
  [
    [279, 236],
    [282, 222],
    [294, 221],
    [300, 234],
    [297, 252],
    [289, 268],
  ],
  [
    [274, 252],
    [282, 258],
    [278, 269],
  ],
  // Brow.
  [
    [106, 187],
    [120, 180],
    [144, 181],
    [166, 193],
  ],
  // The closed lid and its lashes.
  [
    [117, 226],
    [126, 233],
    [140, 233],
    [153, 224],
  ],
  [
    [119, 229],
    [114, 235],
  ],
  [
    [125, 233],
    [121, 240],
  ],
  [
    [133, 235],
    [131, 242],
  ],
  // The wing of the nose and its nostril.
  [
    [107, 270],
    [119, 279],
    [120, 295],
    [108, 303],
  ],
  [
    [84, 300],
    [92, 295],
    [101, 300],
  ],
  // The mouth.
  [
    [99, 349],
    [113, 349],
    [127, 354],
  ],
  [
    [90, 334],
    [102, 336],
    [114, 344],
    [127, 354],
  ],
  [
    [93, 367],
    [106, 367],
    [118, 362],
    [127, 354],
  ],
]

const soft: readonly (readonly Point[])[] = [
  // The jaw from the chin to the ear.
  [
    [122, 434],
    [160, 430],
    [210, 412],
    [248, 386],
    [266, 352],
    [274, 310],
  ],
  // The muscle from behind the ear to the collarbone, and the collarbone.
  [
    [312, 300],
    [300, 360],
    [272, 440],
    [232, 520],
    [204, 560],
  ],
  [
    [196, 566],
    [250, 556],
    [320, 548],
    [392, 530],
  ],
]

interface Shape {
  readonly points: readonly Point[]
  readonly centre: Point
  readonly labelAt?: Point
}

const shapes = {
  forehead: {
    points: [
      [146, 112],
      [126, 132],
      [113, 158],
      [107, 174],
      [122, 171],
      [148, 172],
      [168, 180],
      [178, 172],
      [181, 152],
      [164, 128],
    ],
    centre: [143, 150],
  },
  temple: {
    points: [
      [190, 162],
      [184, 180],
      [180, 196],
      [188, 212],
      [190, 234],
      [189, 248],
      [212, 248],
      [236, 246],
      [231, 222],
      [216, 198],
      [201, 180],
    ],
    centre: [208, 222],
  },
  nose: {
    points: [
      [110, 214],
      [108, 224],
      [99, 246],
      [87, 270],
      [77, 288],
      [79, 295],
      [92, 291],
      [103, 296],
      [112, 292],
      [113, 281],
      [104, 270],
      [106, 250],
      [112, 228],
    ],
    centre: [97, 279],
    labelAt: [46, 262],
  },
  'upper-lip': {
    points: [
      [106, 311],
      [120, 310],
      [131, 320],
      [134, 340],
      [128, 346],
      [116, 339],
      [101, 330],
      [95, 327],
      [101, 319],
    ],
    centre: [116, 324],
  },
  perioral: {
    points: [
      [134, 347],
      [144, 354],
      [146, 372],
      [134, 386],
      [116, 388],
      [106, 386],
      [106, 377],
      [97, 371],
      [112, 370],
      [126, 364],
    ],
    centre: [125, 378],
  },
  chin: {
    points: [
      [106, 393],
      [122, 395],
      [137, 394],
      [144, 406],
      [142, 424],
      [124, 428],
      [108, 424],
      [101, 412],
      [100, 402],
    ],
    centre: [122, 411],
  },
  cheekbone: {
    points: [
      [124, 273],
      [136, 278],
      [160, 277],
      [182, 264],
      [190, 254],
      [214, 253],
      [244, 254],
      [262, 262],
      [265, 282],
      [246, 292],
      [210, 295],
      [172, 302],
      [142, 308],
      [128, 302],
      [126, 288],
    ],
    centre: [206, 275],
  },
  cheek: {
    points: [
      [137, 316],
      [170, 309],
      [210, 302],
      [246, 299],
      [266, 292],
      [264, 318],
      [256, 346],
      [236, 368],
      [204, 382],
      [172, 390],
      [150, 389],
      [152, 368],
      [148, 350],
      [141, 340],
    ],
    centre: [202, 344],
  },
  jawline: {
    points: [
      [151, 396],
      [176, 396],
      [210, 388],
      [240, 374],
      [259, 352],
      [258, 366],
      [244, 384],
      [208, 406],
      [172, 422],
      [150, 426],
      [151, 412],
    ],
    centre: [196, 404],
  },
  neck: {
    points: [
      [166, 434],
      [206, 418],
      [248, 392],
      [270, 362],
      [282, 318],
      [308, 306],
      [326, 324],
      [352, 350],
      [364, 362],
      [359, 390],
      [357, 424],
      [364, 462],
      [382, 496],
      [388, 517],
      [330, 536],
      [254, 546],
      [204, 552],
      [210, 522],
      [212, 490],
      [206, 458],
      [190, 442],
    ],
    centre: [300, 450],
  },
  scalp: {
    points: [
      [158, 98],
      [184, 72],
      [224, 56],
      [270, 51],
      [320, 62],
      [362, 88],
      [393, 128],
      [408, 174],
      [409, 224],
      [402, 272],
      [388, 322],
      [378, 344],
      [366, 338],
      [344, 314],
      [330, 286],
      [325, 250],
      [316, 216],
      [298, 195],
      [274, 193],
      [254, 210],
      [240, 198],
      [216, 172],
      [200, 142],
      [178, 116],
    ],
    centre: [320, 150],
  },
} as const satisfies Record<string, Shape>

/** Around the eye: the rim inside is never treated, the ring outside it is. */
const rim: readonly Point[] = [
  [110, 222],
  [114, 209],
  [130, 203],
  [150, 206],
  [164, 218],
  [164, 232],
  [150, 246],
  [130, 249],
  [114, 241],
]
const ring: readonly Point[] = [
  [113, 198],
  [132, 192],
  [156, 194],
  [176, 207],
  [183, 228],
  [178, 250],
  [158, 268],
  [134, 270],
  [112, 263],
  [110, 248],
]

const path = (id: keyof typeof shapes) => loop(shapes[id].points)
const zone = (id: ZoneId & keyof typeof shapes): DrawnZone =>
  zoneOf(id, { ...shapes[id], path: path(id) })

const sided = (
  name: 'temple' | 'cheekbone' | 'cheek' | 'jawline',
  side: 'left' | 'right',
): DrawnZone => zoneOf(`${name}-${side}`, { ...shapes[name], path: path(name) })

const zonesOf = (side: 'left' | 'right'): readonly DrawnZone[] => [
  zone('scalp'),
  zone('forehead'),
  sided('temple', side),
  zoneOf(`periorbital-${side}`, { path: `${loop(ring)}${loop(rim)}`, centre: [150, 258] }),
  zoneOf(`orbital-rim-${side}`, { path: loop(rim), centre: [137, 226] }),
  zone('nose'),
  sided('cheekbone', side),
  sided('cheek', side),
  zone('upper-lip'),
  zone('perioral'),
  zone('chin'),
  sided('jawline', side),
  zone('neck'),
]

const under: readonly DrawnLine[] = [
  lineOf('skin', loop(skin)),
  lineOf('hair', loop(hair)),
  lineOf('edge', curve(front)),
  lineOf('edge', curve(nape)),
  ...soft.map((points) => lineOf('soft', curve(points))),
  lineOf('skin', loop(ear)),
  lineOf('edge', loop(ear)),
]
const over = features.map((points) => lineOf('feature', curve(points)))

/** A drawing seen in the mirror; the names of its zones are the caller's. */
const mirrorOf = (zones: readonly DrawnZone[]) =>
  zones.map((each) => ({
    ...each,
    isMirrored: true,
    centre: flipped(each.centre),
    labelAt: each.labelAt ? flipped(each.labelAt) : null,
  }))

export const faceLeft: Drawing = {
  view: 'face-left',
  ends: ['front', 'back'],
  zones: zonesOf('left'),
  under,
  over,
}

export const faceRight: Drawing = {
  view: 'face-right',
  ends: ['back', 'front'],
  zones: mirrorOf(zonesOf('right')),
  under: under.map((line) => ({ ...line, isMirrored: true })),
  over: over.map((line) => ({ ...line, isMirrored: true })),
}
