import { words } from './words.ts'

/** Failures while somebody has a paper checked. */
export const PAPER_FAULTS = {
  'scanner-lost': words(
    'E-CHK-001',
    ['扫码器没有连接。', 'The code scanner is not connected.'],
    ['请用手机扫纸上的二维码查验。', 'Scan the code on the paper with a phone instead.'],
    [
      '扫码器断开，检查电源与线缆；程序会自动重连。',
      'The scanner is gone. Check power and cable; it is opened again by itself.',
    ],
  ),
  'code-unreadable': words(
    'E-CHK-002',
    ['没有读清这个二维码。', 'The code could not be read.'],
    ['请把纸压平，让二维码正对扫码窗口。', 'Hold the paper flat, with the square code facing the scanner.'],
    [
      '扫码器送来的数据不完整、过长或有多行。连续出现时检查线缆、速率和 codeScanner.profile。',
      'The scanner sent something torn, too long or of several lines. If it keeps happening, check cable, speed and codeScanner.profile.',
    ],
  ),
} as const
