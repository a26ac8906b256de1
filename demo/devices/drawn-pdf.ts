/** A small PDF of A4 pages, each with as many black squares as its number: a page that was drawn can be told from a blank one. */
export function drawnPdf(pages: number): Uint8Array {
  const numbers = Array.from({ length: pages }, (_, at) => at + 1)
  const contents = numbers.map(page => {
    const squares = Array.from({ length: page }, (_, at) => `${60 + 90 * at} 600 70 70 re f`)
    return `0 g ${squares.join(' ')}`
  })
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages} /Kids [${numbers.map(page => `${2 * page + 1} 0 R`).join(' ')}] >>`,
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
