/** How large a file may be that goes with an explanation, and how many one explanation has. */
export const mostAttachmentBytes = 10 * 1024 * 1024;
export const mostAttachments = 10;
