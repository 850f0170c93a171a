/** The application's mark: layers of skin. */
export const Mark = ({ size = 30 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden className="mark">
    <rect width="32" height="32" rx="9" fill="var(--accent)" />
    <g fill="none" stroke="#fff" strokeWidth="2" strokeLinecap="round">
      <path d="M6.5 12.2c3.2-2.3 6.3-2.3 9.5 0s6.3 2.3 9.5 0" />
      <path d="M6.5 17.6c3.2-2.3 6.3-2.3 9.5 0s6.3 2.3 9.5 0" opacity="0.72" />
      <path d="M6.5 23c3.2-2.3 6.3-2.3 9.5 0s6.3 2.3 9.5 0" opacity="0.45" />
    </g>
  </svg>
)
