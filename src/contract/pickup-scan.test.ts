import { expect, it } from 'vitest'
import { pickupCodeIn, pickupScanOf } from './pickup-scan.ts'

it('finds the code in what it was shown as, and in nothing else', () => {
  expect(pickupCodeIn(pickupScanOf('30719264'))).toBe('30719264')
  for (const other of [
    '30719264',
    'YZ-PICKUP:3071926',
    'YZ-PICKUP:307192645',
    'YZ-PICKUP: 30719264',
    'yz-pickup:30719264',
    ' YZ-PICKUP:30719264',
    'YZ-PICKUP:30719264\n',
    'https://verify.example.edu.cn/v/30719264',
  ])
    expect(pickupCodeIn(other), other).toBeNull()
})
