/** A photograph or a scan of some pages; the whole practice stays one folder that can be copied. */
export const largestAttachment = 25 * 1024 * 1024
