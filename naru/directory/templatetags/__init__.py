"""What the directory's templates may say beside the components of krds."""
