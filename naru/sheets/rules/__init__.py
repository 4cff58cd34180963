"""The words and rules of sheets: kinds of cells, columns, declared sheets, states of an upload."""
