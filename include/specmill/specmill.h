/* specmill: Markdown technical specifications to HTML, DocBook, PDF, XLSX, Jira CSV and JSON. */
#ifndef SPECMILL_H
#define SPECMILL_H

#define SPECMILL_VERSION_MAJOR 0
#define SPECMILL_VERSION_MINOR 1
#define SPECMILL_VERSION_PATCH 0
#define SPECMILL_VERSION       "0.1.0"

#endif
