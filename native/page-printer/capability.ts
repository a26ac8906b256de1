import { type Fault, fault } from '../../src/fault.ts'
import { type Attributes, textsOf } from '../ipp/read.ts'

export const CAPABILITY_ATTRIBUTES = ['sides-supported', 'document-format-supported'] as const

const FORMATS = ['application/pdf', 'application/octet-stream']

/**
 * What the printer lacks by its own word of what it supports; null when it lacks nothing, or does not say. Of paper it is asked by
 * Validate-Job alone: the names of sizes that a printer takes are more than those that it lists.
 */
export function lackOf(attributes: Attributes, sides: string): Fault | null {
  const supported = textsOf(attributes, 'sides-supported')
  if (supported.length > 0 && !supported.includes(sides))
    return fault('printer-refused', `sides-supported lacks ${sides}`)
  const formats = textsOf(attributes, 'document-format-supported')
  if (formats.length > 0 && !formats.some(format => FORMATS.includes(format)))
    return fault('printer-refused', 'document-format-supported lacks application/pdf')
  return null
}
