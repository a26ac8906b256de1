import { encode } from 'uqr'

/** A small PDF of A4 pages, each with as many black squares as its number: a page that was drawn can be told from a blank one. */
export function drawnPdf(pages: number): Uint8Array {
  const squares = (count: number) => Array.from({ length: count }, (_, at) => `${60 + 90 * at} 600 70 70 re f`)
  return pdfOf(Array.from({ length: pages }, (_, at) => `0 g ${squares(at + 1).join(' ')}`))
}

const MODULE_POINTS = 2

/** A page with a QR code at its foot, as our documents have one. */
export function codePdf(text: string): Uint8Array {
  const { data } = encode(text, { ecc: 'M', border: 0 })
  const dark = data.flatMap((row, y) =>
    row.flatMap((isDark, x) =>
      isDark ? [`${60 + x * MODULE_POINTS} ${150 - y * MODULE_POINTS} ${MODULE_POINTS} ${MODULE_POINTS} re`] : [],
    ),
  )
  return pdfOf([`0 g ${dark.join(' ')} f`])
}

/** A page for each content stream. */
function pdfOf(contents: readonly string[]): Uint8Array {
  const kids = contents.map((_, at) => `${2 * at + 3} 0 R`)
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${contents.length} /Kids [${kids.join(' ')}] >>`,
    ...contents.flatMap((content, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> /Contents ${2 * at + 4} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
  ]
  let body = '%PDF-1.7\n'
  const rows = objects.map((object, at) => {
    const row = `${String(body.length).padStart(10, '0')} 00000 n \n`
    body += `${at + 1} 0 obj\n${object}\nendobj\n`
    return row
  })
  const size = objects.length + 1
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}`
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
  return new TextEncoder().encode(body + table + trailer)
}
