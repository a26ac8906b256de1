import { describe, expect, it } from 'vitest'
import { csvOf } from './csv.ts'

describe('the table', () => {
  it('is CSV with a byte order mark, quoted where it must be', () => {
    const rows = [
      ['文件名', '结论'],
      ['a, "b".pdf', '有效'],
      ['two\nlines', ''],
    ]
    expect(csvOf(rows)).toBe('\uFEFF文件名,结论\r\n"a, ""b"".pdf",有效\r\n"two\nlines",\r\n')
  })

  it.each(['=cmd|calc', '+1', '-1', '@SUM(A1)', '\tx', '＝1', '＋1', '－1', '＠x'])('makes no formula of %j', name => {
    expect(csvOf([[name]])).toMatch(/^\uFEFF"?'/)
  })
})
