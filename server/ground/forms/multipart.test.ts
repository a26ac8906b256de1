import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/result.ts'
import { fileOfForm } from './multipart.ts'

const TYPE = 'multipart/form-data; boundary=xyz'
const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const part = (name: string, content: string) =>
  `--xyz\r\nContent-Disposition: form-data; name="${name}"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n${content}\r\n`

describe('a form with a file', () => {
  it('is read as browsers write it', async () => {
    const form = new FormData()
    form.append('other', 'text')
    const bytes = new Uint8Array([37, 80, 68, 70, 13, 10, 45, 45, 0, 255])
    form.append('file', new Blob([bytes], { type: 'application/pdf' }), 'transcript "1".pdf')
    const response = new Response(form)
    const body = new Uint8Array(await response.arrayBuffer())
    expect([...unwrap(fileOfForm(body, response.headers.get('content-type') ?? '', 'file'))]).toEqual([...bytes])
  })

  it('gives back any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), bytes => {
        const text = Buffer.from(bytes).toString('latin1')
        fc.pre(!text.includes('\r\n--xyz'))
        const body = latin1(`${part('a', 'x')}${part('file', text)}--xyz--\r\n`)
        expect([...unwrap(fileOfForm(body, TYPE, 'file'))]).toEqual([...bytes])
      }),
    )
  })

  it('may hold an empty file, which is not the same as none', () => {
    expect(unwrap(fileOfForm(latin1(`${part('file', '')}--xyz--\r\n`), TYPE, 'file'))).toHaveLength(0)
    const none = part('file', '').replace('a.pdf', '')
    expect(fileOfForm(latin1(`${none}--xyz--\r\n`), TYPE, 'file').ok).toBe(false)
  })

  it.each([
    ['no boundary', part('file', 'x'), 'multipart/form-data'],
    ['another boundary', part('file', 'x'), 'multipart/form-data; boundary=abc'],
    ['cut off', part('file', 'x').slice(0, -2), TYPE],
    ['another field', `${part('other', 'x')}--xyz--\r\n`, TYPE],
    ['twice', `${part('file', 'x')}${part('file', 'y')}--xyz--\r\n`, TYPE],
    ['too many', `${part('a', 'x').repeat(20)}${part('file', 'y')}--xyz--\r\n`, TYPE],
    ['endless headers', `--xyz\r\n${'X: y\r\n'.repeat(2_000)}\r\nx\r\n--xyz--\r\n`, TYPE],
    ['nothing', '', TYPE],
  ])('is refused: %s', (_, body, type) => expect(fileOfForm(latin1(body), type, 'file').ok).toBe(false))
})
