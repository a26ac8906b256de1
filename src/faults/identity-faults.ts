import { words } from './words.ts'

const askDesk: [string, string] = ['请到服务台或教务处咨询。', 'Please ask at the service desk or the registry.']

/** Failures between a card and a known person. */
export const IDENTITY_FAULTS = {
  'card-unknown': words(
    'E-ID-001',
    ['这张卡没有登记。', 'This card is not registered.'],
    ['请用另一张卡，或到服务台登记。', 'Use another card, or register it at the service desk.'],
    [
      '卡号不在人员数据中，检查读卡格式（字节序、进制）设置。',
      'The number is not in the records. Check the reader profile (byte order, radix).',
    ],
  ),
  'card-lost': words(
    'E-ID-002',
    ['这张卡已挂失。', 'This card has been reported lost.'],
    ['请用身份证，或到卡务中心解挂。', 'Use your ID card, or ask the card office to lift the report.'],
    ['人员数据中该卡状态为挂失。', 'The records hold this card as lost.'],
  ),
  'card-unreadable': words(
    'E-ID-003',
    ['没有读清这张卡。', 'The card could not be read.'],
    ['请把卡放平，再贴一次。', 'Hold the card flat and tap again.'],
    ['读卡器送来的数据校验不符或不完整。', 'The reader sent a torn or damaged frame. Check cable and speed.'],
  ),
  'id-card-unreadable': words(
    'E-ID-004',
    ['没有读清身份证。', 'The ID card could not be read.'],
    ['请把身份证放在感应区不动，直到提示完成。', 'Leave the ID card on the reader until you are told it is done.'],
    [
      '读证模块返回失败，多为证件移动；连续出现时重启读卡器。',
      'The module refused the read, usually because the card moved. If it keeps happening, reset the reader.',
    ],
  ),
  'person-without-records': words(
    'E-ID-005',
    ['没有找到可打印的文件。', 'There is nothing to print for you.'],
    askDesk,
    ['该人没有任何可办的文件。', 'The records offer this person no document.'],
  ),
  'reader-lost': words(
    'E-ID-006',
    ['读卡器没有连接。', 'The card reader is not connected.'],
    ['请用另一种方式，或到另一台机器。', 'Use the other reader, or another machine.'],
    [
      '读卡器断开，检查电源与线缆；程序会自动重连。',
      'The reader is gone. Check power and cable; it is opened again by itself.',
    ],
  ),
} as const
