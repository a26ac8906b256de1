import { createContext, useContext } from 'react'

/** The two languages of the dock. */
export type DockLanguage = 'zh' | 'en'

const WORDS = {
  title: ['模拟设备', 'Simulated devices'],
  lost: ['与模拟设备的连接断了，正在重连……', 'The simulated devices do not answer. Trying again…'],
  otherLanguage: ['English', '中文'],
  cardReader: ['校园卡读卡器', 'Campus-card reader'],
  tap: ['刷卡', 'Tap'],
  anyCard: ['任意卡号（十六进制）', 'Any card number (hex)'],
  rest: ['放着不拿', 'Leave it lying'],
  torn: ['读一半', 'Half a line'],
  noise: ['线路杂波', 'Noise'],
  unplug: ['拔掉', 'Unplug'],
  plug: ['插回', 'Plug in'],
  unplugged: ['已拔掉', 'unplugged'],
  ready: ['就绪', 'ready'],
  lastSent: ['上次', 'Last'],
  codeScanner: ['扫码器', 'Code scanner'],
  scan: ['扫描', 'Scan'],
  scanText: ['二维码内容', 'What the code holds'],
  scanSheet: ['扫最新一张纸上的码', 'Scan the newest sheet'],
  scanTorn: ['只读一半', 'Half a code'],
  characters: ['{n} 个字符', '{n} characters'],
  noCode: ['这一页上找不到二维码', 'No code was found on this page'],
  idReader: ['身份证阅读器', 'ID-card reader'],
  idCard: ['身份证', 'ID'],
  lay: ['放卡', 'Lay'],
  lift: ['拿走', 'Lift'],
  onReader: ['卡在阅读器上', 'on the reader'],
  silent: ['不应答', 'silent'],
  silence: ['死机', 'Hang'],
  speak: ['恢复应答', 'Wake up'],
  failRead: ['下次读卡失败', 'Fail the next read'],
  garbage: ['乱码', 'Garbage'],
  otherPerson: ['其他身份证', 'Another ID card'],
  name: ['姓名', 'Name'],
  idNumber: ['身份证号', 'ID number'],
  phone: ['付款手机', 'Phone'],
  noOrders: ['没有待付的订单。', 'No orders yet.'],
  gatewayGone: ['支付网关没有应答。', 'The payment gateway does not answer.'],
  pay: ['付款', 'Pay'],
  decline: ['放弃', 'Decline'],
  payLate: ['关单时才付', 'Pay at the last moment'],
  paid: ['已付', 'paid'],
  open: ['待付', 'open'],
  closed: ['已关闭', 'closed'],
  refunded: ['已退', 'refunded'],
  pagePrinter: ['激光打印机', 'Page printer'],
  off: ['关机', 'off'],
  idle: ['空闲', 'idle'],
  processing: ['正在打印', 'printing'],
  stopped: ['停止', 'stopped'],
  sheetsInTray: ['纸盒', 'Tray'],
  sheetsUnit: ['张', 'sheets'],
  jamAt: ['卡在第', 'Jam at sheet'],
  jamUnit: ['张', ''],
  arm: ['设置', 'Set'],
  armed: ['将卡在第 {n} 张', 'will jam at sheet {n}'],
  jamHold: ['等人处理', 'job waits'],
  jamAbort: ['作业中止', 'job is aborted'],
  jamAbortOnClear: ['取纸后中止', 'aborted when cleared'],
  clearJam: ['清除卡纸', 'Clear the jam'],
  emptyTray: ['抽空纸盒', 'Empty the tray'],
  loadTray: ['加纸', 'Load paper'],
  lowPaper: ['纸将尽', 'Paper low'],
  openCover: ['打开盖子', 'Open cover'],
  closeCover: ['合上盖子', 'Close cover'],
  powerOff: ['关机', 'Power off'],
  powerOn: ['开机', 'Power on'],
  receiptPrinter: ['凭条打印机', 'Receipt printer'],
  paperOut: ['没纸', 'Paper out'],
  nearEnd: ['纸将尽', 'Near end'],
  loadPaper: ['换纸卷', 'New roll'],
  offline: ['脱机', 'Off-line'],
  online: ['联机', 'On-line'],
  coverIsOpen: ['盖子开着', 'cover open'],
  outputTray: ['出来的纸', 'Paper that came out'],
  nothingYet: ['还没有打印出纸张。', 'Nothing has been printed yet.'],
  sheetOf: ['第 {n} 张，共 {of} 张', 'sheet {n} of {of}'],
  copy: ['第 {n} 份', 'copy {n}'],
  page: ['第 {n} 页', 'page {n}'],
  back: ['反面', 'back'],
  front: ['正面', 'front'],
  openPdf: ['收到的 PDF', 'PDF as received'],
  notDrawn: ['这一页画不出来', 'This page cannot be drawn'],
  receipts: ['凭条', 'Receipts'],
  noReceipts: ['还没有凭条。', 'No receipts yet.'],
  takeAway: ['取走', 'Take away'],
  close: ['关闭', 'Close'],
  absent: ['未模拟', 'not simulated here'],
} as const satisfies Record<string, readonly [zh: string, en: string]>

export type DockWord = keyof typeof WORDS

export const LanguageContext = createContext<DockLanguage>('en')

export type Say = (word: DockWord, values?: Readonly<Record<string, string | number>>) => string

/** The words of the chosen language; `{name}` in a text is filled in from `values`. */
export function useWords(): Say {
  const column = useContext(LanguageContext) === 'zh' ? 0 : 1
  return (word, values = {}) =>
    Object.entries(values).reduce<string>(
      (text, [name, value]) => text.replace(`{${name}}`, String(value)),
      WORDS[word][column],
    )
}

/** Chooses the side of a text that came in both languages. */
export function useBilingual(): (text: { readonly zh: string; readonly en: string }) => string {
  const language = useContext(LanguageContext)
  return text => text[language]
}
