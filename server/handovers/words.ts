import { both } from '../../src/contract/texts.ts'

export const HANDOVER_TITLE = both('把文件带走', 'Take your file along')

/** What the phone's pages say. */
export const WORDS = {
  atKiosk: both('文件刚在这台终端打印', 'It was just printed at this kiosk'),
  standThere: both(
    '您必须本人正站在这台终端前。按下按钮后，请在终端上核对数字，文件才会交给这部手机。',
    'You must be standing in front of it yourself. After you press the button, compare the digits there: only then this phone gets the file.',
  ),
  ask: both('把文件带到这部手机', 'Take the file to this phone'),
  compare: both('终端屏幕上是不是这两位数字？', 'Does the screen of the kiosk show these two digits?'),
  compareHow: both(
    '一致时，请在终端上按“是我的手机”。本页会自己继续。',
    'If so, press “It is my phone” at the kiosk. This page goes on by itself.',
  ),
  ready: both('文件可以取了。', 'Your file is here.'),
  save: both('下载文件', 'Download it'),
  view: both('查看文件', 'View it'),
  inApp: both(
    '微信、企业微信里不能保存 PDF。请点右上角“…”，选“在浏览器打开”，再在那里下载。',
    'WeChat and WeCom cannot keep a PDF. Open the menu “…” at the top right, choose “Open in browser”, and download it there.',
  ),
  until: both('可以取到', 'It can be taken until'),
  keep: both(
    '请保存原文件：它带有学校的电子签章，打印件和截图没有。收到的人可以在学校的查验网页核对。',
    'Keep the file as it is: it carries the seal of the university, which a print or a picture of it does not. Whoever gets it can check it on the page of the university.',
  ),
  check: both('查验文件', 'Check a file'),
  taken: both(
    '另一部手机已经要了这份文件。如果不是您的手机，请在终端上按“不是我的”。',
    'Another phone has asked for this file. If that was not yours, press “Not mine” at the kiosk.',
  ),
  over: both(
    '这个二维码已失效：时间到了，或终端上的办理已经结束。还在终端前的话，可以换一个新的二维码。',
    'This code is over: its time has ended, or the visit at the kiosk has. If you still stand there, ask it for a new one.',
  ),
  gone: both(
    '取文件的时间到了。已申请的文件可以在网页“申请记录”里再下载。',
    'The time to take the file is over. What you have applied for can be downloaded on the web, under your records.',
  ),
} as const
