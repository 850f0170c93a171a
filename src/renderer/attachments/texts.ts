export const texts = {
  choose: 'Choose a file or a photo',
  another: 'Choose another',
  remove: 'Remove the file',
  open: (name: string) => `Open ${name}`,
  limits: 'A picture, a PDF or a text file, at most 25 MB. It is kept encrypted, as it came.',
  tooLarge: 'This file is larger than 25 MB.',
  tooLargeRule: 'A kept file has at most 25 MB, so that the practice stays one folder to copy.',
  tooLargeNext: 'Take a smaller photo, or scan fewer pages at once.',
} as const
