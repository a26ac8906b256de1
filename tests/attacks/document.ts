import { type Bytes, join, latin } from './der.ts'
import { type Body, stream } from './pdf-writer.ts'

/** Numbers of the objects that every document of the corpus has. */
export const N = {
  catalog: 1,
  pages: 2,
  page: 3,
  content: 4,
  font: 5,
  info: 6,
  field: 7,
  signature: 8,
  seal: 9,
} as const
/** First number that a document of one page leaves free. */
export const FREE = 20

export interface DocumentKnobs {
  readonly pages?: number
  /** Whether the signature is part of the first revision. */
  readonly signature?: Body | null
  /** Adds `/Perms` for a certification. */
  readonly certified?: boolean
  readonly catalog?: string
  readonly page?: string
  readonly annotations?: readonly string[]
  readonly fields?: readonly string[]
  readonly resources?: string
  readonly content?: string
  /** Position of the seal's widget; without area it is invisible. */
  readonly rect?: string
  readonly field?: string
  readonly more?: ReadonlyMap<number, Body>
  readonly perms?: string
  /** Replaces whole objects. */
  readonly replace?: ReadonlyMap<number, Body>
}

export const GRADES =
  'BT /F1 12 Tf 72 720 Td (Transcript of records) Tj 0 -24 Td (Analysis: 62) Tj 0 -18 Td (Physics: 71) Tj ET'
export const BETTER_GRADES = GRADES.replace('62', '98').replace('71', '97')

/** The objects of a transcript. Page 1 is object 3; pages 2 and on follow from 100. */
export function transcript(knobs: DocumentKnobs = {}): Map<number, Body> {
  const signed = knobs.signature !== undefined && knobs.signature !== null
  const fields = [...(signed ? [`${N.field} 0 R`] : []), ...(knobs.fields ?? [])]
  const annotations = [...(signed ? [`${N.field} 0 R`] : []), ...(knobs.annotations ?? [])]
  const form = fields.length > 0 ? `/AcroForm << /Fields [${fields.join(' ')}] /SigFlags 3 >>` : ''
  const perms = knobs.perms ?? (knobs.certified ? `/Perms << /DocMDP ${N.signature} 0 R >>` : '')
  const further = Array.from({ length: (knobs.pages ?? 1) - 1 }, (_, nth) => 100 + nth * 2)
  const kids = [N.page, ...further].map(number => `${number} 0 R`).join(' ')
  const pageText = (content: number, more: string) =>
    `<< /Type /Page /Parent ${N.pages} 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R ` +
    `/Resources << /Font << /F1 ${N.font} 0 R >> /XObject << /Seal ${N.seal} 0 R >> ${knobs.resources ?? ''} >> ${more} >>`
  const annots = annotations.length > 0 ? `/Annots [${annotations.join(' ')}]` : ''
  const objects = new Map<number, Body>([
    [N.catalog, `<< /Type /Catalog /Pages ${N.pages} 0 R ${form} ${perms} ${knobs.catalog ?? ''} >>`],
    [N.pages, `<< /Type /Pages /Kids [${kids}] /Count ${further.length + 1} >>`],
    [N.page, pageText(N.content, `${annots} ${knobs.page ?? ''}`)],
    [N.content, stream('', `${knobs.content ?? GRADES} q 1 0 0 1 400 80 cm /Seal Do Q`)],
    [N.font, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>'],
    [N.info, '<< /Title (Transcript) /Producer (corpus) >>'],
    [N.seal, formXObject('0.8 0 0 RG 2 w 2 2 96 96 re S')],
  ])
  for (const [nth, number] of further.entries()) {
    objects.set(number, pageText(number + 1, ''))
    objects.set(number + 1, stream('', `BT /F1 12 Tf 72 720 Td (Page ${nth + 2}) Tj ET`))
  }
  if (signed) {
    objects.set(N.field, fieldText(knobs.rect ?? '0 0 0 0', knobs.field ?? ''))
    objects.set(N.signature, knobs.signature!)
  }
  for (const [number, body] of [...(knobs.more ?? []), ...(knobs.replace ?? [])]) objects.set(number, body)
  return new Map([...objects].sort(([a], [b]) => a - b))
}

/** A signature field that is its own widget (12.7.5.5, 12.5.6.19). */
export function fieldText(
  rect: string,
  more = '',
  value = `/V ${N.signature} 0 R`,
  name = 'Seal',
  page: number = N.page,
): string {
  return `<< /Type /Annot /Subtype /Widget /FT /Sig /T (${name}) ${value} /F 132 /Rect [${rect}] /P ${page} 0 R ${more} >>`
}

export function formXObject(drawing: string, box = '0 0 100 100', entries = ''): Bytes {
  return stream(`/Type /XObject /Subtype /Form /BBox [${box}] ${entries}`, drawing)
}

/** A white box over the grades with other grades on it. */
export const COVER = '1 1 1 rg 0 0 300 80 re f 0 g BT /F1 12 Tf 4 40 Td (Analysis: 98) Tj 0 -18 Td (Physics: 97) Tj ET'

/** A page's text body with something added to its dictionary. */
export function extended(body: Body | undefined, more: string): Body {
  if (typeof body !== 'string' || !body.endsWith('>>')) throw new Error('only a dictionary can be extended')
  return `${body.slice(0, -2)} ${more} >>`
}

/** The body with one part of its text replaced. Throws when the part is not there. */
export function changed(body: Body | undefined, from: string | RegExp, to: string): Body {
  const text = typeof body === 'string' ? body : Buffer.from(body ?? []).toString('latin1')
  const other = text.replace(from, to)
  if (other === text) throw new Error(`there is no ${from} in ${text.slice(0, 80)}`)
  return typeof body === 'string' ? other : join(latin(other))
}
