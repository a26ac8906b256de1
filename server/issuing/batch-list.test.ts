import { expect, it } from 'vitest'
import { readBatchList } from './batch-list.ts'

const HEADING = 'personId,kind,edition'

it('reads a list as spreadsheets write it', () => {
  const text = `\uFEFF${HEADING}\r\nu1, transcript ,zh\r\n\r\nu1,transcript,en\r\n`
  expect(readBatchList(text)).toEqual({
    ok: true,
    value: [
      { line: 2, personId: 'u1', kind: 'transcript', edition: 'zh' },
      { line: 4, personId: 'u1', kind: 'transcript', edition: 'en' },
    ],
  })
})

it('names every wrong line and takes none of the others', () => {
  const lines = [
    'u1,transcript',
    ',transcript,zh',
    'u"2,transcript,zh',
    'u3,Transcript!,zh',
    'u4,transcript,',
    'u5,cet,zh',
    'u5,cet,zh',
  ]
  const read = readBatchList([HEADING, ...lines].join('\n'))
  expect(read).toEqual({
    ok: false,
    error: [
      { line: 2, message: expect.objectContaining({ en: '2 columns, not 3' }) },
      { line: 3, message: expect.objectContaining({ en: 'no personId, or one with quotes or control characters' }) },
      { line: 4, message: expect.objectContaining({ en: 'no personId, or one with quotes or control characters' }) },
      { line: 5, message: expect.objectContaining({ en: 'no kind of document' }) },
      { line: 6, message: expect.objectContaining({ en: 'no edition' }) },
      { line: 8, message: expect.objectContaining({ en: 'the same as line 7' }) },
    ],
  })
})

it('refuses what is no list', () => {
  const refused = (text: string) => readBatchList(text).ok === false
  expect(refused('')).toBe(true)
  expect(refused(HEADING)).toBe(true)
  expect(refused('person,kind,edition\nu1,transcript,zh')).toBe(true)
  expect(refused(`${HEADING}\n${'u,t,z\n'.repeat(700_000)}`)).toBe(true)
  const many = Array.from({ length: 50_001 }, (_, at) => `u${at},transcript,zh`).join('\n')
  expect(readBatchList(`${HEADING}\n${many}`)).toMatchObject({
    error: [{ message: { en: 'more than 50000 documents' } }],
  })
})
