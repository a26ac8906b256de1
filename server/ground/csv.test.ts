import { expect, it } from 'vitest'
import { csvOf } from './csv.ts'

it('tables are CSV as RFC 4180 has it, and no text becomes a formula', () => {
  const rows = [
    ['机器', 'sum', null],
    ['=1+1', -5, '-3.20'],
    ['-1+2', '@x', 'a "b", c\nd'],
    ['+1', '\tx', '-'],
    ['＝1+1', '＠x', '－1'],
  ]
  expect(csvOf(rows)).toBe(
    `机器,sum,\r\n'=1+1,-5,-3.20\r\n'-1+2,'@x,"a ""b"", c\nd"\r\n'+1,'\tx,'-\r\n'＝1+1,'＠x,'－1`,
  )
})
