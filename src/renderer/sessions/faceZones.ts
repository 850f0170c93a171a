import { zoneLabel, type ZoneId } from '#shared/sessions/index.ts'

/** One region of the drawing, in the units of `faceBox`. */
export interface FaceZone {
  readonly id: ZoneId
  readonly label: string
  readonly path: string
  /** Drawn on the client's left and mirrored; the middle stays as it is. */
  readonly isMirrored: boolean
  /** Where the length is written. */
  readonly centre: readonly [x: number, y: number]
  /** Inside the rim of the eye: shown, never chosen. */
  readonly isNeverTreated: boolean
}

/** The face looks at the reader, so the client's left is at the right. */
export const faceBox = { width: 460, height: 600, middle: 230 } as const

type Shape = readonly [path: string, x: number, y: number]

const middle = {
  forehead:
    'M156 150C176 114 204 98 230 98C256 98 284 114 304 150C308 162 308 174 306 186C290 183 272 185 254 191C240 184 220 184 206 191C188 185 170 183 154 186C152 174 152 162 156 150Z',
  glabella:
    'M207 196C220 189 240 189 253 196C248 208 244 219 243 231C236 236 224 236 217 231C216 219 212 208 207 196Z',
  nose: 'M217 238C224 242 236 242 243 238C244 262 247 286 251 304C264 309 268 324 259 334C249 344 211 344 201 334C192 324 196 309 209 304C213 286 216 262 217 238Z',
  'upper-lip':
    'M204 343C221 351 239 351 256 343C266 349 273 359 276 371C263 370 251 366 241 366C236 366 233 369 230 369C227 369 224 366 219 366C209 366 197 370 184 371C187 359 194 349 204 343Z',
  perioral:
    'M180 373C179 377 181 382 186 386C197 398 213 404 230 404C247 404 263 398 274 386C279 382 281 377 280 373C286 385 285 400 275 410C264 420 248 424 230 424C212 424 196 420 185 410C175 400 174 385 180 373Z',
  chin: 'M190 420C203 429 216 432 230 432C244 432 257 429 270 420C273 437 266 456 252 465C239 471 221 471 208 465C194 456 187 437 190 420Z',
  neck: 'M166 470C182 484 205 491 230 491C255 491 278 484 294 470C294 500 298 528 310 552C286 566 258 572 230 572C202 572 174 566 150 552C162 528 166 500 166 470Z',
} satisfies Partial<Record<ZoneId, string>>

const centres: Record<keyof typeof middle, readonly [number, number]> = {
  forehead: [230, 142],
  glabella: [230, 212],
  nose: [230, 314],
  'upper-lip': [230, 357],
  perioral: [230, 414],
  chin: [230, 450],
  neck: [230, 530],
}

/** On the client's left; `side` is appended to the name. */
const sides = {
  temple: [
    'M311 152C330 168 341 188 345 212C346 226 346 238 345 249C340 250 335 251 331 252C334 234 328 216 314 201C316 186 315 168 311 152Z',
    330,
    190,
  ],
  periorbital: [
    'M249 240C250 217 266 203 288 203C312 203 325 219 325 240C325 268 309 288 286 288C263 288 248 268 249 240ZM259 238C259 254 270 261 286 261C302 261 313 254 313 238C313 224 303 215 287 215C270 215 259 224 259 238Z',
    287,
    275,
  ],
  'orbital-rim': [
    'M259 238C259 254 270 261 286 261C302 261 313 254 313 238C313 224 303 215 287 215C270 215 259 224 259 238Z',
    286,
    240,
  ],
  cheekbone: [
    'M262 293C288 303 314 291 329 260C334 258 340 257 345 256C345 278 343 294 339 308C318 301 291 306 268 316C265 310 262 306 258 303C258 298 259 296 262 293Z',
    319,
    290,
  ],
  cheek: [
    'M270 324C290 313 314 308 338 315C335 338 330 360 321 380C314 389 303 393 294 389C294 376 287 362 279 351C272 345 272 334 270 324Z',
    305,
    347,
  ],
  jawline: [
    'M319 391C308 418 290 443 262 463C274 449 279 434 277 417C285 411 291 404 294 397C303 400 312 397 319 391Z',
    292,
    419,
  ],
} satisfies Record<string, Shape>

const neverTreated = new Set<ZoneId>(['orbital-rim-left', 'orbital-rim-right'])

const zoneOf = (
  id: ZoneId,
  path: string,
  centre: readonly [number, number],
  isMirrored: boolean,
): FaceZone => ({
  id,
  label: zoneLabel(id),
  path,
  centre: isMirrored ? [faceBox.width - centre[0], centre[1]] : centre,
  isMirrored,
  isNeverTreated: neverTreated.has(id),
})

const middleZone = (id: keyof typeof middle) => zoneOf(id, middle[id], centres[id], false)
const sideZones = (name: keyof typeof sides): readonly FaceZone[] => {
  const [path, x, y] = sides[name]
  return [zoneOf(`${name}-right`, path, [x, y], true), zoneOf(`${name}-left`, path, [x, y], false)]
}

/** From the forehead down, the client's right before the left: the order in which keys walk. */
export const faceZones: readonly FaceZone[] = [
  middleZone('forehead'),
  ...sideZones('temple'),
  middleZone('glabella'),
  ...sideZones('periorbital'),
  ...sideZones('orbital-rim'),
  middleZone('nose'),
  ...sideZones('cheekbone'),
  ...sideZones('cheek'),
  middleZone('upper-lip'),
  middleZone('perioral'),
  middleZone('chin'),
  ...sideZones('jawline'),
  middleZone('neck'),
]

export type Direction = 'up' | 'down' | 'left' | 'right'

/** The nearest zone in a direction, as the reader sees it; the same one when there is none. */
export const neighbourOf = (from: FaceZone, direction: Direction): FaceZone => {
  const isAcross = direction === 'left' || direction === 'right'
  const sign = direction === 'right' || direction === 'down' ? 1 : -1
  const scored = faceZones.flatMap((zone) => {
    const across = (zone.centre[0] - from.centre[0]) * (isAcross ? sign : 1)
    const along = (zone.centre[1] - from.centre[1]) * (isAcross ? 1 : sign)
    const [ahead, aside] = isAcross ? [across, Math.abs(along)] : [along, Math.abs(across)]
    return zone.id !== from.id && ahead > 4 ? [{ zone, cost: ahead + aside * 2 }] : []
  })
  return scored.sort((one, other) => one.cost - other.cost)[0]?.zone ?? from
}

/** Which step of the depth scale a length (µm) stands on; its upper ends are in `depthSteps`. */
export const depthSteps = [500, 1000, 1500, 2000, 2500] as const
export const depthStepOf = (length: number): number => {
  const index = depthSteps.findIndex((end) => length <= end)
  return (index === -1 ? depthSteps.length - 1 : index) + 1
}

export const faceTexts = {
  map: 'Face map',
  right: 'Client’s right',
  left: 'Client’s left',
  hint: 'Tap a zone to choose it. With keys: arrows walk, Space chooses.',
  untreated: 'not treated',
  unknownLength: 'needle length still to be written',
  chosen: 'chosen',
  neverTreated: 'never treated',
  neverTreatedWhy:
    'Inside the orbital rim is never treated: the device must not be used there, the eyelids included (SkinPen label). Choose the zone outside the rim.',
  legend: 'Needle length',
  unit: 'mm',
  legendChosen: 'Chosen',
  legendNever: 'Never treated',
} as const
