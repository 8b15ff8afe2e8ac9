"""Examples of the specification whose output is deliberately another one, with the reason."""

HTML = "raw HTML is never passed through: it becomes the model's own markup, text, or nothing"
COMMENT = "comments are not part of the output"
SHOWN = "HTML that means nothing here, or is never closed, stays visible as it was written"
TEXT = "a tag that HTML does not know is text"
HEADING = "a heading in a quote or list is no section of the document: a paragraph in strong type"
AUTOLINK = "the example has GFM's autolink extension turned off; bare links are links here"
CELLS = "the cells of a row beyond its header's are kept, in the row's last cell"

DIFFERENT = {}
for reason, numbers in {
    HTML: [119, 121, 122, 123, 124, 125, 129, 130, 131, 132, 134, 135, 136, 137, 139, 143,
        144, 153, 154, 155, 157, 158, 159, 317, 327, 484, 635],
    COMMENT: [146, 148, 152, 288, 289, 644],
    SHOWN: [118, 120, 126, 127, 128, 140, 141, 142, 145, 147, 149, 150, 151, 156, 160, 354,
        485, 486, 503, 647, 648, 649, 650, 651, 653, 663, 664],
    TEXT: [133, 170, 500, 532, 544, 632, 633, 634, 636, 642],
    HEADING: [206, 207, 208, 210, 278],
    AUTOLINK: [610, 614, 616, 619, 620],
    CELLS: [204],
}.items():
    DIFFERENT.update(dict.fromkeys(numbers, reason))
