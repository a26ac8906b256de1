import type { IppAttribute, IppMessage } from '../../ipp/message.ts'
import { type Attributes, attributesOf, booleanOf, textOf } from '../../ipp/read.ts'
import { FORMAT, MEDIA, SIDES, takenSides } from './abilities.ts'
import type { JobTicket } from './job.ts'
import type { Manners } from './manners.ts'
import type { Reply } from './reply.ts'
import { FIRST_TRAY, orderedTray, type TrayName } from './trays.ts'

/** What a request orders, and what of it the printer can't do. */
export interface Order {
  readonly name: string
  readonly user: string
  readonly sides: JobTicket['sides']
  readonly media: string
  readonly tray: TrayName
  /** Left out or changed: the group that an accepted job comes back with (RFC 8011 section 4.1.7). */
  readonly unsupported: readonly IppAttribute[]
}

export function orderOf(request: IppMessage, operation: Attributes, manners: Manners): Order {
  const settings = attributesOf(request, 'job')
  return {
    name: textOf(operation, 'job-name') ?? 'untitled',
    user: textOf(operation, 'requesting-user-name') ?? 'anonymous',
    sides: SIDES.find(sides => sides === textOf(settings, 'sides')) ?? 'one-sided',
    media: MEDIA.find(media => media === textOf(settings, 'media')) ?? MEDIA[0],
    tray: orderedTray(settings.get('media-col')?.[0], manners) ?? FIRST_TRAY,
    unsupported: unsupportedIn(request, manners),
  }
}

/**
 * Why the printer would not take a job as ordered; null when it takes it. Without fidelity it takes jobs that it can't do quite as
 * ordered, and says what it leaves out (sections 4.1.7 and 4.2.1.2).
 */
export function refusalOf(order: Order, operation: Attributes, { duplex }: Manners): Reply | null {
  const format = textOf(operation, 'document-format')
  if (format !== null && format !== FORMAT && format !== 'application/octet-stream') {
    return { status: 'client-error-document-format-not-supported' }
  }
  const faithful = duplex !== 'dropped-whatever' && (booleanOf(operation, 'ipp-attribute-fidelity') ?? false)
  const strict = duplex === 'gone-and-strict' && order.unsupported.some(({ name }) => name === 'sides')
  if (order.unsupported.length === 0 || !(faithful || strict)) return null
  const groups: Reply['groups'] = [{ group: 'unsupported', attributes: order.unsupported }]
  return { status: 'client-error-attributes-or-values-not-supported', groups }
}

/** A value that is not supported comes back as it was; an attribute that is not, with `unsupported` in its value's place. */
function unsupportedIn(request: IppMessage, manners: Manners): IppAttribute[] {
  const supported: Readonly<Record<string, readonly unknown[]>> = {
    sides: takenSides(manners),
    media: MEDIA,
    copies: [1],
    'print-color-mode': ['monochrome', 'auto'],
  }
  const job = request.groups.find(({ group }) => group === 'job')?.attributes ?? []
  return job.flatMap((asked): IppAttribute[] => {
    const values = Object.hasOwn(supported, asked.name)
      ? supported[asked.name]
      : asked.name === 'media-col'
        ? []
        : undefined
    if (values === undefined) return [{ name: asked.name, values: [{ kind: 'unsupported' }] }]
    const [value] = asked.values
    if (asked.name === 'media-col') return orderedTray(value, manners) === null ? [asked] : []
    return value && 'value' in value && values.includes(value.value) ? [] : [asked]
  })
}
