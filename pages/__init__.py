"""The screens. Scripts stand in sub-folders only: what lies directly here would be served without the frame."""
