import { z } from 'zod'

/** How one make of scanner hands on what it has read. */
export const codeScannerProfileSchema = z
  .strictObject({
    /** What ends a code: CR, LF or both, or for scanners that send neither, a short silence. */
    end: z.enum(['line', 'silence']).default('line'),
    /** `aim`: each code stands behind its symbology identifier, such as `]Q1` (ISO/IEC 15424, clause 4). */
    identifier: z.enum(['none', 'aim']).default('none'),
  })
  .readonly()

export type CodeScannerProfile = z.infer<typeof codeScannerProfileSchema>
