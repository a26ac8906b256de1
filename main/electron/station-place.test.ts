import { expect, it } from 'vitest'
import { packedStation } from './station-place.ts'

it.each([
  [
    'a Node that was packed beside it',
    (path: string) => path === '/opt/yinzheng/resources/node/node',
    '/opt/yinzheng/resources/node/node',
  ],
  ["Electron's own", () => false, null],
])('the station of a release runs under %s', (_, exists, node) => {
  expect(packedStation('/opt/yinzheng/resources', exists)).toEqual({
    entry: '/opt/yinzheng/resources/station/station.mjs',
    node,
  })
})
