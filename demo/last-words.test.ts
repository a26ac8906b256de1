import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { hearLastWords } from './last-words.ts'

const heard = (...chunks: string[]) => hearLastWords('the server', Readable.from(chunks))()

it('hears the sentence of a program that ends in words', async () => {
  expect(await heard('Port 7806 of the page printer is tak', 'en.\n')).toEqual([
    'Port 7806 of the page printer is taken.',
  ])
})

it('hears the fault of one that ends with a stack, and neither its log nor its source', async () => {
  const said = await heard(
    '{"level":40,"msg":"for demonstration only"}\n',
    'file:///house/server/main.ts:20\n    throw new Error()\n          ^\n\n',
    'Error: the folder is in use by another process\n    at main (file:///house/server/main.ts:20:11)\n',
    '\nNode.js v24.21.0\n',
  )
  expect(said).toEqual(['Error: the folder is in use by another process'])
})

it('makes the one sentence of a port that a program only names as taken', async () => {
  const said = await heard(
    'Error: listen EADDRINUSE: address already in use 127.0.0.1:7800\n    at Server.listen\n {\n  port: 7800\n}\n',
  )
  expect(said).toEqual([
    'Port 7800 of the server is taken by another program: end that program, or start the demo again with --any-ports.',
  ])
})

it('hears no more than the end of a long complaint', async () => {
  const said = await heard(...Array.from({ length: 2_000 }, (_, nth) => `complaint ${nth}\n`))
  expect(said).toEqual(['complaint 1997', 'complaint 1998', 'complaint 1999'])
})

it('never begins in the middle of a line or of a word', async () => {
  const long = (nth: number) => `complaint ${nth}:${' and so on'.repeat(600)}`
  const said = await heard(...[1, 2, 3].map(nth => `${long(nth)}\n`))
  expect(said).toEqual([long(3)])
  const [one = ''] = await heard(' and so on'.repeat(6_000))
  expect(one).toMatch(/^…(and|so|on) /)
})
