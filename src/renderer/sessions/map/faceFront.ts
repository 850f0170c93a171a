import {
  bothHalves,
  type Drawing,
  type DrawnZone,
  lineOf,
  pairOf,
  type Point,
  type SidedName,
  zoneOf,
} from './drawing.ts'

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
} as const

const centres: Record<keyof typeof middle, Point> = {
  forehead: [230, 142],
  glabella: [230, 212],
  nose: [230, 314],
  'upper-lip': [230, 357],
  perioral: [230, 414],
  chin: [230, 450],
  neck: [230, 530],
}

/** Where the number stands beside a zone that is narrower than it. */
const besides: Partial<Record<SidedName, Point>> = { temple: [388, 186], jawline: [330, 430] }

/** On the client's left, which is at the reader's right. */
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
} satisfies Partial<Record<SidedName, Shape>>

const middleZone = (id: keyof typeof middle): DrawnZone =>
  zoneOf(id, { path: middle[id], centre: centres[id] })

const sideZones = (name: keyof typeof sides): readonly DrawnZone[] => {
  const [path, x, y] = sides[name]
  const labelAt = besides[name]
  return pairOf(name, { path, centre: [x, y], ...(labelAt ? { labelAt } : {}) })
}

const hair =
  'M229 42C302 38 354 84 362 158C365 186 362 210 357 232C354 206 348 178 334 150C312 106 274 86 229 88Z'
const skin =
  'M229 84C278 82 316 106 336 148C348 174 353 204 354 232C355 270 351 312 342 344C333 376 316 412 294 441C275 465 252 477 229 477Z'
const neck = 'M302 430C300 470 303 516 323 543C345 562 388 566 430 588'
/** Neck and shoulders, filled; a little over the middle, so that no seam is seen. */
const shoulders =
  'M226 430L302 430C300 470 303 516 323 543C345 562 388 566 430 588C380 597 300 598 226 598Z'
const collarbone = 'M262 592C290 585 318 583 350 581'
const ear = 'M355 238C365 228 375 236 372 256C370 276 362 294 350 299'

const features = [
  // Brow.
  'M257 197C274 187 300 188 320 202',
  // The closed eye and its lashes.
  'M264 240C273 250 300 250 309 239',
  'M271 246L268 251M279 249L278 254M289 249L290 254M299 246L302 251',
  // Nostril.
  'M236 336C240 333 246 333 249 336',
]

const lips = [
  'M190 386C204 379 218 375 224 375C227 375 228 377 230 377C232 377 233 375 236 375C242 375 256 379 270 386',
  'M190 386C208 389 252 389 270 386',
  'M198 389C208 397 219 400 230 400C241 400 252 397 262 389',
]

/** The face looks at the reader. From the forehead down, the client's right before the left. */
export const faceFront: Drawing = {
  view: 'face-front',
  ends: ['right', 'left'],
  zones: [
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
  ],
  under: bothHalves([
    lineOf('skin', shoulders),
    lineOf('edge', neck),
    lineOf('soft', collarbone),
    lineOf('skin', ear),
    lineOf('edge', ear),
    lineOf('skin', skin),
    lineOf('hair', hair),
    lineOf('edge', skin.replace(/Z$/, '')),
  ]),
  over: [
    ...bothHalves(features.map((path) => lineOf('feature', path))),
    ...lips.map((path) => lineOf('feature', path)),
  ],
}
