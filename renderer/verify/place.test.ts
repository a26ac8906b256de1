import { describe, expect, it } from 'vitest'
import { placeOf } from './place.ts'

const CODE = 'K7QXM2PD9RWT5HNC83VBYZ4FGJ'

describe('the address', () => {
  it.each([
    ['/v/', '', { screen: 'home' }],
    [`/v/${CODE.toLowerCase()}`, '', { screen: 'code', code: CODE }],
    ['/print/v/K7QXM-2PD9R-WT5HN-C83VB-YZ4FGJ', '', { screen: 'code', code: CODE }],
    ['/v/K7QXM%202PD9RWT5HNC83VBYZ4FGJ', '', { screen: 'code', code: CODE }],
    ['/v/', '#files', { screen: 'files' }],
    [`/v/${CODE}`, '#trust', { screen: 'trust' }],
    [`/V/${CODE}`, '', { screen: 'code', code: CODE }],
    [`/v/${CODE.slice(0, -3)}`, '', { screen: 'home', misread: CODE.slice(0, -3) }],
    ['/v/nonsense', '#nonsense', { screen: 'home' }],
    ['/v/%E0%A4%A', '', { screen: 'home' }],
  ])('%s%s opens %o', (path, hash, place) => expect(placeOf(path, hash)).toEqual(place))
})
