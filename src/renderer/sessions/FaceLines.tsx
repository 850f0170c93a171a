import type { ReactNode } from 'react'
import { faceBox } from './faceZones.ts'

/** Drawn on the client's left; the other half is its mirror. */
const hair =
  'M229 42C302 38 354 84 362 158C365 186 362 210 357 232C354 206 348 178 334 150C312 106 274 86 229 88Z'
const skin =
  'M229 84C278 82 316 106 336 148C348 174 353 204 354 232C355 270 351 312 342 344C333 376 316 412 294 441C275 465 252 477 229 477Z'
const neck = 'M302 430C300 470 303 516 323 543C345 562 388 566 430 588'
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

const BothHalves = ({ children }: { children: ReactNode }) => (
  <>
    {children}
    <g transform={`matrix(-1 0 0 1 ${faceBox.width} 0)`}>{children}</g>
  </>
)

/** Head, hair and shoulders, under the zones. */
export const FaceOutline = () => (
  <g className="face-lines" aria-hidden>
    <BothHalves>
      <path d={neck} />
      <path d={collarbone} />
      <path d={ear} className="face-skin" />
      <path d={skin} className="face-skin" data-edge="none" />
      <path d={hair} className="face-hair" />
      <path d={skin.replace(/Z$/, '')} />
    </BothHalves>
  </g>
)

/** Brows, closed eyes and mouth, over the zones; they let every tap through. */
export const FaceFeatures = () => (
  <g className="face-lines" data-over aria-hidden>
    <BothHalves>
      {features.map((path) => (
        <path key={path} d={path} />
      ))}
    </BothHalves>
    {lips.map((path) => (
      <path key={path} d={path} />
    ))}
  </g>
)
