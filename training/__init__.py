"""How the pipelines that ship are trained, from treebanks that do not."""
